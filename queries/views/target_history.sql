-- The target in force for a measure at a unit month by month, as known then, and the value that it judged.
select
    t.month,
    cast(t.target_low as double) as target_low,
    cast(t.target_high as double) as target_high,
    t.target_unit,
    t.sort,
    t.key,
    t.basis,
    t.set_by,
    t.starts,
    t.ends,
    t.known_from,
    cast(t.floor as double) as floor,
    f.name as file,
    t.line,
    v.standing
from cube.targets as t
left join cube.own_values as v on v.measure = t.measure and v.unit = t.unit and v.month = t.month
left join about.files as f on f.file = t.file
where t.measure = $measure and t.unit = $unit
order by t.month
