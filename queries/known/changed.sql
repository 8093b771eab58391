-- What a value of an earlier day has become: at a unit for its own period, known then or due then. `files` are those that
-- came since, or were withdrawn since, and that the measure is made from, of periods that touch the value's.
with values_then as (
    select v.*
    from past.cube.measured as v
    join present.about.measures as k on k.key = v.measure and k.basis = v.basis
),

values_now as (
    select v.*
    from present.cube.measured as v
    join present.about.measures as k on k.key = v.measure and k.basis = v.basis
    where v.month <= (select max(month) from past.cube.measured)
),

changed as (
    select
        coalesce(n.measure, t.measure) as measure,
        coalesce(n.unit, t.unit) as unit,
        coalesce(n.month, t.month) as month,
        coalesce(n.period_start, t.period_start) as period_start,
        coalesce(n.period_end, t.period_end) as period_end,
        t.value as known_then,
        n.value as known_now,
        t.reason as reason_then,
        n.reason as reason_now
    from values_then as t
    full join values_now as n on n.measure = t.measure and n.unit = t.unit and n.month = t.month
    where t.value is distinct from n.value
        or t.numerator is distinct from n.numerator
        or t.denominator is distinct from n.denominator
),

files as (
    select n.name, n.layout, n.period_start, n.period_end
    from present.about.files as n
    left join past.about.files as t on t.file = n.file
    where t.file is null or t.in_force is distinct from n.in_force
)

select
    c.measure,
    k.title,
    c.unit,
    c.month,
    c.known_then,
    c.reason_then,
    c.known_now,
    c.reason_now,
    string_agg(distinct f.name, '; ' order by f.name) as files
from changed as c
join present.about.measures as k on k.key = c.measure
left join present.about.lineage as l on l.measure = c.measure
left join files as f on f.layout = l.layout
    and coalesce(f.period_start <= c.period_end and f.period_end >= c.period_start, true)
group by
    c.measure, k.title, c.unit, c.month, c.known_then, c.reason_then, c.known_now, c.reason_now
order by c.measure, c.unit, c.month
