-- A unit at its newest: its name, its level, its place in the tree. Position is the order of a walk down the tree.
with recursive newest as (
    select
        o.unit,
        arg_max(o.name, coalesce(o.starts, date '1900-01-01')) as name,
        arg_max(o.level, coalesce(o.starts, date '1900-01-01')) as level,
        arg_max(o.peers, coalesce(o.starts, date '1900-01-01')) as peers,
        arg_max(o.leader, coalesce(o.starts, date '1900-01-01')) as leader
    from sources.organisation as o
    group by o.unit
),

placed as (
    select n.*, u.parent
    from newest as n
    left join (
        select unit, arg_max(parent, month) as parent from model.unit_months group by unit
    ) as u on u.unit = n.unit
),

walk(unit, depth, path) as (
    select unit, 0, name from placed where unit = (select unit from model.root)
    union all
    select p.unit, w.depth + 1, w.path || ' > ' || p.name
    from placed as p
    join walk as w on p.parent = w.unit
    where w.depth < 20
)

select
    p.unit,
    p.name,
    p.level,
    p.parent,
    coalesce(p.peers, p.level) as peers,
    p.leader,
    coalesce(w.depth, 1) as depth,
    row_number() over (order by w.path nulls last, p.unit) as position
from placed as p
left join walk as w on w.unit = p.unit
