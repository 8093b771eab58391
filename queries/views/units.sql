-- The units, each level in its order, with the first and the last month of the store in which each existed.
with there as (
    select unit, min(month) as first_month, max(month) as last_month
    from model.unit_months
    group by unit
)

select
    units.unit,
    units.name,
    units.level,
    units.parent,
    units.peers,
    units.leader,
    units.depth,
    there.first_month,
    there.last_month
from model.units as units
left join there
    on there.unit = units.unit
order by units.position, units.unit
