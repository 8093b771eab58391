-- An area that published figures are about: what it is (england, region, council, group, other) and what it is to us. Its
-- region is the area code of the region where that is known, else the name. `council` is the same for the codes that one
-- council has had: a county that became a unitary authority is published under two codes and one name, in some tables
-- under both for one year.
with published as (
    select
        area,
        bool_or(is_group) as is_group,
        arg_max(coalesce(area_name, area), (period_end, file, line)) as area_name,
        arg_max(region, (period_end, file, line)) filter (where region is not null) as region
    from sources.facts
    group by area
),

kinds as (
    select *, case
        when area = 'E92000001' or lower(area) = 'england' then 'england'
        when area like 'E12%' then 'region'
        when regexp_full_match(area, 'E(06|08|09|10)\d{6}') then 'council'
        when is_group then 'group'
        else 'other'
    end as kind
    from published
),

known as (
    select k.area, k.kind, n.known_as
    from kinds as k
    join model.area_names as n on n.area = k.area
    where k.kind in ('region', 'council')
),

councils as (
    select one.area, min(other.area) as council
    from known as one
    join known as other on other.known_as = one.known_as and other.kind = 'council'
    where one.kind = 'council'
    group by one.area
),

compared as (
    select distinct c.council, p.role
    from model.compared_areas as p
    join councils as c on c.area = p.area
)

select
    k.area,
    k.area_name,
    k.kind,
    c.council,
    coalesce(r.area, k.region) as region,
    ours.council is not null as own,
    neighbours.council is not null as neighbour
from kinds as k
left join councils as c on c.area = k.area
left join compared as ours on ours.role = 'among' and ours.council = c.council
left join compared as neighbours on neighbours.role = 'neighbour' and neighbours.council = c.council
left join known as r on r.kind = 'region' and r.known_as = regexp_replace(lower(k.region), '[^a-z0-9]', '', 'g')
order by k.area
