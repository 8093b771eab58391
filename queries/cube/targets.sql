-- The target in force for a measure at a unit in a month: its own, else that of the nearest unit above, where the unit could
-- reach it alone.
--
-- A share or a mean is of what the unit itself deals with: it can always be reached. What is added up (a number, a sum of
-- money, a number over the population of the streets) is another matter: a team that holds a part of it has its part, and
-- a target for the whole says nothing of that. There the target holds where all of it (but for one in a hundred, which
-- may be booked astray) is the unit's own: all that the unit above counted in twelve months, or, over a population, all that
-- anybody counted who serves some of its streets.
with counted as (
    select
        c.measure, c.unit, c.month, k.base,
        sum(c.numerator) over (
            partition by c.measure, c.unit order by c.month range between interval 11 month preceding and current row
        ) as counted
    from cube.cells as c
    join about.measures as k on k.key = c.measure and k.basis = c.basis
    where c.slice = '' and (k.kind in ('count', 'money') or k.base <> '')
),

lowest as (
    select c.measure, c.unit, c.month, c.counted
    from counted as c
    where c.base <> '' and c.counted > 0 and not exists (
        select 1 from model.unit_months as below where below.month = c.month and below.parent = c.unit
    )
),

-- Who serves some of the same streets as a unit. One without an area serves them all.
beside as (
    select distinct own.month, own.unit, other.unit as other
    from model.served_areas as own
    join model.served_areas as other on other.month = own.month and other.area = own.area
    where exists (select 1 from lowest as l where l.unit = other.unit and l.month = other.month)
    union
    select own.month, own.unit, other.unit as other
    from model.unit_months as own
    join model.unit_months as other on other.month = own.month and other.area is null
    where exists (select 1 from lowest as l where l.unit = other.unit and l.month = other.month)
),

others as (
    select l.measure, b.unit, b.month, sum(l.counted) as counted
    from lowest as l
    join beside as b on b.other = l.unit and b.month = l.month
    where not exists (
        select 1 from model.units_above as a where a.month = b.month and a.unit = b.other and a.above = b.unit
    )
    group by l.measure, b.unit, b.month
),

-- What the lowest units below each unit counted; the rest of what it counted is booked at units with others below them.
placed as (
    select l.measure, a.above as unit, l.month, sum(l.counted) as counted
    from lowest as l
    join model.units_above as a on a.month = l.month and a.unit = l.unit
    group by l.measure, a.above, l.month
),

weighed as (
    select
        n.*, k.kind, k.base,
        own.counted as own,
        whole.counted as whole,
        coalesce(b.counted, 0) + greatest(
            greatest(whole.counted - coalesce(placed_whole.counted, 0), 0)
            - greatest(own.counted - coalesce(placed_own.counted, 0), 0), 0
        ) as elsewhere
    from cube.nearest_targets as n
    join about.measures as k on k.key = n.measure
    left join counted as own on own.measure = n.measure and own.unit = n.unit and own.month = n.month
    left join counted as whole on whole.measure = n.measure and whole.unit = n.target_unit and whole.month = n.month
    left join others as b on b.measure = n.measure and b.unit = n.unit and b.month = n.month
    left join placed as placed_own on placed_own.measure = n.measure and placed_own.unit = n.unit
        and placed_own.month = n.month
    left join placed as placed_whole on placed_whole.measure = n.measure and placed_whole.unit = n.target_unit
        and placed_whole.month = n.month
),

within_reach as (
    select *
    from weighed
    where steps = 0
        or (base = '' and kind not in ('count', 'money'))
        or (base = '' and own > 0 and own >= 0.99 * whole)
        or (
            base <> '' and own > 0 and own >= 0.99 * (own + elsewhere)
            and exists (select 1 from model.served_areas as s where s.month = weighed.month and s.unit = weighed.unit)
        )
)

-- A floor holds beside the target; where nothing else is set it is the target.
select
    t.measure, t.unit, t.month, t.target_low, t.target_high, t.target_unit, t.basis, t.set_by, t.sort, t.key,
    t.starts, t.ends, t.known_from, t.file, t.line, f.target_low as floor
from within_reach as t
left join within_reach as f on f.role = 'floor' and f.measure = t.measure and f.unit = t.unit and f.month = t.month
where t.role = 'target'
