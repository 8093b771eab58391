-- Units and levels that an objective is said to be for and that this council has not.
select
    objective,
    'unit' as word,
    unit as named
from about.objective_units
where unit not in (select unit from model.units)
union all
select
    objective,
    'level' as word,
    level as named
from about.objective_levels
where level not in (select level from model.units where level is not null)
order by objective, word, named
