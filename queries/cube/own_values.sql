-- view
-- A measure at a unit for its own period ending in a month, judged.
select
    measure,
    unit,
    month,
    period_start,
    period_end,
    numerator,
    denominator,
    value,
    reason,
    records,
    months_covered,
    months_needed,
    target_low,
    target_high,
    target_unit,
    standing,
    last_year
from cube.judged
where is_own
