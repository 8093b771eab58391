-- The population of a unit's areas by year and age band.
select
    year,
    age_band,
    people
from cube.population_ages
where unit = $unit
order by year, age_band
