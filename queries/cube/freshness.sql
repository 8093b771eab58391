-- How far the files go that a measure is made from, and what of them was turned away.
select
    l.measure,
    l.layout,
    max(f.period_end) as data_to,
    max(f.loaded_at) as loaded_at,
    sum(f.rows_read) as rows_read,
    sum(f.rows_rejected) as rows_rejected
from about.lineage as l
join about.files as f on f.layout = l.layout and f.in_force
group by l.measure, l.layout
order by l.measure, l.layout
