-- The people of an age band who live in an area, in each year of the file.
select
    population.area,
    population.year,
    bands.age_band,
    sum(population.persons) as people
from sources.population as population
inner join model.age_bands as bands
    on bands.age = population.age
group by population.area, population.year, bands.age_band
