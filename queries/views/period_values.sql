-- Every value up to a month of a measure at a unit whose values come by the quarter or the year, with the target in force
-- when its period ended.
select
    p.month,
    p.period_start,
    p.period_end,
    p.numerator,
    p.denominator,
    p.value,
    p.marker,
    p.lower,
    p.upper,
    p.moved,
    p.moved_lower,
    p.moved_upper,
    p.movement,
    cast(t.target_low as double) as target_low,
    cast(t.target_high as double) as target_high
from cube.period_values as p
left join cube.targets as t
    on t.measure = p.measure and t.unit = p.unit and t.month = p.month
where p.measure = $measure and p.unit = $unit and p.month <= $month
order by p.month
