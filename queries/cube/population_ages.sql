-- The people of each age band who live in the areas that a unit and all below it serve, in each year of the file, those to
-- come as well where it has them. The areas are those of the last month of the store.
with last_of as (
    select max(month) as month
    from model.months
),

served as (
    select
        above.above as unit,
        unnest(string_split(units.area, ';')) as area
    from model.units_above as above
    inner join last_of
        on last_of.month = above.month
    inner join model.unit_months as units
        on units.month = above.month
        and units.unit = above.unit
    where units.area is not null
),

areas as (
    select distinct
        unit,
        trim(area) as area
    from served
)

select
    areas.unit,
    population.year,
    population.age_band,
    cast(sum(population.people) as bigint) as people
from areas
inner join model.population_bands as population
    on population.area = areas.area
group by areas.unit, population.year, population.age_band
order by areas.unit, population.year, population.age_band
