-- view
-- The target set nearest for a measure at a unit in a month, as known then: its own at 0 steps, else that of the nearest
-- unit above. `role` is 'target' for what a value is judged by (at one unit a target agreed with a partner goes before one
-- of the council's own, that before a national one and that before a floor; of two the one that starts later), and 'floor'
-- for what it may never pass.
with held as (
    select *, case sort when 'floor' then 2 when 'national' then 1 when 'joint' then -1 else 0 end as rank
    from model.targets
    where sort in ('joint', 'target', 'trajectory', 'milestone', 'national', 'floor', 'monitor only')
),

roles as (
    select *, 'target' as role from held
    union all
    select *, 'floor' as role from held where sort = 'floor'
)

select
    t.role, t.measure, a.unit, a.month, a.above as target_unit, a.steps, t.sort, t.target as target_low, t.upper as target_high,
    t.basis, t.set_by, t.key, t.starts, t.ends, t.known_from, t.file, t.line
from model.units_above as a
join roles as t
    on t.unit = a.above
    and t.starts <= a.month + interval 1 month - interval 1 day
    and coalesce(t.ends, date '2999-12-31') >= a.month + interval 1 month - interval 1 day
    and t.known_from <= a.month + interval 1 month - interval 1 day
    and t.known_until > a.month + interval 1 month - interval 1 day
qualify row_number() over (
    partition by t.role, t.measure, a.unit, a.month
    order by a.steps, t.rank, t.starts desc, t.number desc, t.target, t.upper
) = 1
