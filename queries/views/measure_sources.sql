-- The files' layouts a measure is made from, how far they reach and what was refused.
select
    layout,
    data_to,
    loaded_at,
    rows_read,
    rows_rejected
from cube.freshness
where measure = $measure
order by layout
