-- Some measures at a unit in a month.
select v.measure, cast(v.numerator as double) as numerator, cast(v.denominator as double) as denominator, v.value
from cube.card_values as v
where v.unit = $unit and v.month = $month and list_contains($measures, v.measure) and v.value is not null
order by v.measure
