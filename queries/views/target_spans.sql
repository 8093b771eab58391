-- Every target of a measure at some units, as known today: what was withdrawn is left out.
select
    t.unit,
    t.sort,
    t.starts,
    t.ends,
    cast(t.target as double) as target,
    cast(t.upper as double) as upper,
    t.basis,
    t.set_by,
    t.known_from,
    t.key,
    t.number,
    f.name as file,
    t.line
from model.targets as t
left join about.files as f on f.file = t.file
where t.measure = $measure and list_contains($units, t.unit) and t.known_until = date '9999-12-31'
order by t.starts, t.number, t.unit, t.sort, t.target
