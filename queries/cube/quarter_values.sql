-- A measure of single months at a unit for the quarter that ends in a month, judged.
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
where not is_own
