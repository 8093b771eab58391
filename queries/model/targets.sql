-- A target for a measure at a unit over a span of dates: of a file (file, line) or approved on the pages (key), known from
-- one day and until another.
select
    measure,
    unit,
    sort,
    starts,
    ends,
    target,
    upper,
    basis,
    set_by,
    known_from,
    known_until,
    key,
    number,
    file,
    line
from sources.targets
