-- A unit where a measure has ever had a value of its own. A nought where nothing was ever counted is none.
select
    measure,
    unit
from cube.own_values
group by measure, unit
having max(case when value is not null and records > 0 then 1 else 0 end) = 1
