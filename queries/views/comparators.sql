-- Outside values for a measure, newest first, and of a period: England, region, nearest neighbours, best, others.
select
    label,
    area,
    period_start,
    period_end,
    value,
    kind,
    areas,
    named
from cube.comparators
where measure = $measure and value is not null
order by
    period_end desc, list_position(['england', 'region', 'neighbours', 'best', 'given'], kind), label, area, period_start
