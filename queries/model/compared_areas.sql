-- An area that the council is, or compares itself with: as its settings name it (among, region, neighbour), or as the
-- organisation has it, by the area or the name of the whole council.
with named as (
    select role, name from about.compared
    union
    select 'among', units.area
    from model.unit_months as units
    join model.root as root on root.unit = units.unit
    where units.area is not null
    union
    select 'among', units.name
    from model.units as units
    join model.root as root on root.unit = units.unit
)

select
    c.role,
    c.name,
    n.area
from named as c
join model.area_names as n on n.known_as = regexp_replace(lower(c.name), '[^a-z0-9]', '', 'g')
where c.role = 'region' or regexp_full_match(n.area, 'E(06|08|09|10)\d{6}')
