-- What was published for England, for each measure, newest first.
select
    measure,
    period_start,
    period_end,
    value
from cube.comparators
where kind = 'england' and value is not null
order by measure, period_end desc, period_start desc
