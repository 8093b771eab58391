-- How far the data behind each measure reaches, and when it was loaded.
select
    measure,
    min(data_to) as data_to,
    max(loaded_at) as loaded_at
from cube.freshness
group by measure
order by measure
