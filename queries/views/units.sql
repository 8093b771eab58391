-- The units, each level in its order.
select
    unit,
    name,
    level,
    parent,
    peers,
    leader,
    depth
from model.units
order by position, unit
