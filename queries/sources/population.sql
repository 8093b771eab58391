-- People of one age who live in an area in mid-year. Where a file gives both sexes and their total, the total counts.
-- Ages in words: "Age 65", "Aged 90+", "65"; rows for all ages together are left out, for they would count twice.
with ages as (
    select
        area,
        year,
        lower(coalesce(sex, 'total')) in ('total', 'persons', 'all', 'all persons') as both_sexes,
        lower(coalesce(sex, 'total')) as sex,
        try_cast(regexp_extract(age, '[0-9]+') as integer) as age,
        persons,
        file,
        line
    from loaded.population
    where regexp_matches(age, '^[^0-9]*[0-9]+[^0-9]*$')
),

newest as (
    select
        *,
        bool_or(both_sexes) over (partition by area, year, age) as has_total
    from ages
    qualify row_number() over (partition by area, year, age, sex order by file desc, line desc) = 1
)

select
    area,
    year,
    age,
    sum(persons) as persons
from newest
where both_sexes = has_total
group by area, year, age
