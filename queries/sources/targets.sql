-- A target for a measure at a unit over a span of dates. Of two that start on one day the one loaded last holds.
select
    measure,
    unit,
    starts,
    coalesce(ends, date '9999-12-31') as ends,
    target,
    upper,
    basis,
    set_by
from loaded.targets
qualify row_number() over (partition by measure, unit, starts, basis order by file desc, line desc) = 1
