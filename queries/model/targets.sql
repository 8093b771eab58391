-- A target for a measure at a unit over a span of dates.
select
    measure,
    unit,
    starts,
    ends,
    target,
    upper,
    basis,
    set_by
from sources.targets
