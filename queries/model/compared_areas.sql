-- An area that the council is, or compares itself with: as its settings name it (among, region, neighbour), or as the
-- organisation has it, by the area or the name of the whole council.
with named as (
    select role, name from about.compared
    union
    select 'among', whole.area
    from sources.organisation as whole
    join model.root as root on root.unit = whole.unit
    where whole.area is not null
    union
    select 'among', whole.name
    from sources.organisation as whole
    join model.root as root on root.unit = whole.unit
)

select
    c.role,
    c.name,
    n.area
from named as c
join model.area_names as n on n.known_as = regexp_replace(lower(c.name), '[^a-z0-9]', '', 'g')
where c.role = 'region' or regexp_full_match(n.area, 'E(06|08|09|10)\d{6}')
