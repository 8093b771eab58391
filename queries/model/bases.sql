-- The people of a kind whom a unit serves in a month, counted over the distinct areas of the units below it: several
-- teams serve one place, and its people live there once. The newest population year that had begun, else the first.
with years as (
    select a.month, a.area, coalesce(
        max(p.year) filter (where p.year <= year(a.month)), min(p.year)
    ) as year
    from (select distinct month, area from model.served_areas) as a
    join (select distinct area, year from sources.population) as p on p.area = a.area
    group by a.month, a.area
),

kinds(base, from_age, to_age) as (
    values ('population', 0, 999), ('population_under_18', 0, 17), ('population_18_64', 18, 64),
        ('population_18_plus', 18, 999), ('population_65_plus', 65, 999), ('population_75_plus', 75, 999)
),

people as (
    select k.base, p.area, p.year, sum(p.persons) as people
    from sources.population as p
    join kinds as k on p.age between k.from_age and k.to_age
    group by k.base, p.area, p.year
)

select p.base, a.month, a.unit, cast(sum(p.people) as decimal(18, 4)) as people
from model.served_areas as a
join years as y on y.month = a.month and y.area = a.area
join people as p on p.area = y.area and p.year = y.year
group by p.base, a.month, a.unit
