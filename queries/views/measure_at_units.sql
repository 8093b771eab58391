-- One measure in a month at several units.
select
    unit,
    numerator,
    denominator,
    value,
    reason,
    standing
from cube.card_values
where measure = $measure and month = $month and list_contains($units, unit)
order by unit
