-- An area that the council named in its settings: itself among the published (among), its region, or a neighbour.
select
    c.role,
    c.name,
    n.area
from about.compared as c
join model.area_names as n on n.known_as = regexp_replace(lower(c.name), '[^a-z0-9]', '', 'g')
where c.role = 'region' or regexp_full_match(n.area, 'E(06|08|09|10)\d{6}')
