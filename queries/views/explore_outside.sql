-- Outside values of several measures, of every period that had ended by a month: England, region, nearest neighbours, best, others.
select
    measure,
    kind,
    label,
    period_start,
    period_end,
    value
from cube.comparators
where list_contains($measures, measure)
    and value is not null
    and period_end <= last_day(cast($month as date))
order by measure, list_position(['england', 'region', 'neighbours', 'best', 'given'], kind), label, period_end, period_start, area
