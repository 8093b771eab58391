-- The kinds of file that each measure is made from by name, how far they reach and what was refused.
select
    fresh.measure,
    split_part(layouts.title, ':', 1) as name,
    fresh.data_to,
    fresh.loaded_at,
    fresh.rows_read,
    fresh.rows_rejected
from cube.freshness as fresh
join about.layouts as layouts on layouts.layout = fresh.layout
order by fresh.measure, fresh.layout
