-- All months of measures at units, each pair as 'measure at unit'.
select
    measure,
    unit,
    first_month,
    vals
from cube.series
where own and list_contains($pairs, measure || ' at ' || unit)
order by measure, unit
