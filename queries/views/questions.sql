-- The questions of the council folder that lead somewhere: each unit is there, and each measure has had a value.
select
    q.asks,
    q.address
from about.questions as q
where not exists (select 1 from unnest(q.units) as u(unit) where u.unit not in (select unit from model.units))
    and not exists (
        select 1 from unnest(q.measures) as m(measure)
        where m.measure not in (select measure from cube.reach where newest is not null)
    )
order by q.position
