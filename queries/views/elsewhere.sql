-- Every council's published figure for a measure, in the latest period that has ended by a month.
select
    area,
    area_name as name,
    region,
    own,
    neighbour,
    value,
    marker,
    lower,
    upper,
    period_start,
    period_end
from cube.elsewhere
where measure = $measure and period_end <= last_day(cast($month as date))
qualify dense_rank() over (order by period_end desc, period_start desc) = 1
order by value nulls last, area_name, area
