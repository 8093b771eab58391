-- A measure's place on a unit's scorecard: that of every measure which ever had a value of its own there. The council's
-- objectives order and group, and within one what comes of it for people is first: outcomes, outputs, processes, inputs, each
-- in the council's order. An objective said to be under units, or of levels, that this council has not is for all. What
-- no objective names, or names for other units only, stands under its perspective's other measures, in the order of its title.
with under as (
    select objective, unit
    from about.objective_units
    where unit in (select unit from model.units)
),

levels as (
    select objective, level
    from about.objective_levels
    where level in (select level from model.units)
),

near as (
    -- An objective said to be under a unit is on the cards of that unit, of all below it and of all above it.
    select distinct o.objective, a.unit
    from under as o
    join model.units_above as a on a.above = o.unit
    union
    select distinct o.objective, a.above as unit
    from under as o
    join model.units_above as a on a.unit = o.unit
    union
    select o.key, u.unit
    from about.objectives as o
    cross join model.units as u
    where o.key not in (select objective from under)
),

placed as (
    select
        n.unit,
        p.measure,
        o.perspective,
        o.key as objective,
        o.position,
        p.position as place
    from near as n
    join about.objectives as o on o.key = n.objective
    join about.objective_measures as p on p.objective = o.key
    join model.units as u on u.unit = n.unit
    where o.key not in (select objective from levels)
        or u.level in (select l.level from levels as l where l.objective = o.key)
)

select
    c.unit,
    c.measure,
    coalesce(p.perspective, k.perspective) as perspective,
    coalesce(p.objective, '') as objective,
    row_number() over (
        partition by c.unit
        order by
            p.position is null,
            p.position,
            case k.type when 'outcome' then 1 when 'output' then 2 when 'process' then 3 else 4 end,
            p.place,
            k.title,
            c.measure
    ) as position
from cube.counted_at as c
join about.measures as k on k.key = c.measure
left join placed as p on p.unit = c.unit and p.measure = c.measure
join model.units as u on u.unit = c.unit
order by c.unit, position
