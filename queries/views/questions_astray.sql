-- What keeps a question of the council folder from being asked: a unit that is not there, or a measure that has never had a value.
select
    q.asks,
    'unit' as word,
    u.unit as named
from about.questions as q, unnest(q.units) as u(unit)
where u.unit not in (select unit from model.units)
union all
select
    q.asks,
    'measure' as word,
    m.measure as named
from about.questions as q, unnest(q.measures) as m(measure)
where m.measure not in (select measure from cube.reach where newest is not null)
order by asks, word, named
