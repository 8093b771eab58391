-- The kinds of file a measure is made from by name, how far they reach and what was refused.
select
    split_part(layouts.title, ':', 1) as name,
    fresh.data_to,
    fresh.loaded_at,
    fresh.rows_read,
    fresh.rows_rejected
from cube.freshness as fresh
join about.layouts as layouts on layouts.layout = fresh.layout
where fresh.measure = $measure
order by fresh.layout
