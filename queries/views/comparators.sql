-- Outside values for a measure, newest first.
select
    label,
    area,
    period_start,
    period_end,
    value
from cube.comparators
where measure = $measure and value is not null
order by period_end desc, label, area
