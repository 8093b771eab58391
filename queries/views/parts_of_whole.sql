-- What several units hold of what the unit above them counted, on measures whose target is that unit's and not theirs.
select
    unit,
    measure,
    numerator,
    whole,
    target_unit
from cube.parts_of_whole
where month = $month and list_contains($units, unit)
order by unit, measure
