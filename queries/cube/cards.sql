-- A measure's place on a unit's scorecard: where the council's objectives put it, and only where it ever counted something.
with last_month as (
    select max(month) as month from model.months
),

near as (
    -- An objective said to be under a unit is on the cards of that unit, of all below it and of all above it.
    select distinct o.objective, a.unit
    from about.objective_units as o
    join model.units_above as a on a.above = o.unit
    union
    select distinct o.objective, a.above as unit
    from about.objective_units as o
    join model.units_above as a on a.unit = o.unit
    union
    select o.key, u.unit
    from about.objectives as o
    cross join model.units as u
    where o.key not in (select objective from about.objective_units)
),

alive as (
    select measure, unit
    from cube.card_values
    group by measure, unit
    having max(records) > 0
)

select
    n.unit,
    p.measure,
    o.perspective,
    o.key as objective,
    row_number() over (partition by n.unit order by o.position, p.position, p.measure) as position
from near as n
join about.objectives as o on o.key = n.objective
join about.objective_measures as p on p.objective = o.key
join alive as a on a.measure = p.measure and a.unit = n.unit
join model.units as u on u.unit = n.unit
where o.key not in (select objective from about.objective_levels)
    or u.level in (select l.level from about.objective_levels as l where l.objective = o.key)
order by n.unit, position
