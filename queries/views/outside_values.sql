-- What England, the region, the nearest neighbours and the best published for each measure, by period, for those that have ended by a month.
select
    measure,
    period_start,
    period_end,
    kind,
    label,
    value
from cube.comparators
where kind in ('england', 'region', 'neighbours', 'best')
    and value is not null
    and period_end <= last_day(cast($month as date))
order by measure, period_start, period_end, kind, label, area
