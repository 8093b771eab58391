-- Who answers for a unit: its leader, else that of the nearest unit above it who has one.
with recursive climb as (
    select
        unit,
        unit as at,
        0 as steps
    from model.units
    union all
    select
        climb.unit,
        units.parent,
        climb.steps + 1
    from climb
    inner join model.units as units on units.unit = climb.at
    where units.parent is not null
        and climb.steps < 20
)

select
    climb.unit,
    arg_min(units.leader, climb.steps) as owner
from climb
inner join model.units as units on units.unit = climb.at
where units.leader is not null
group by climb.unit
order by climb.unit
