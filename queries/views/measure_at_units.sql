-- One measure in a month at several units, in no order.
select
    unit,
    period_start,
    period_end,
    numerator,
    denominator,
    value,
    reason,
    months_covered,
    months_needed,
    target_low,
    target_high,
    target_unit,
    standing,
    last_year,
    records,
    of_month,
    age,
    last_known
from cube.card_values
where measure = $measure and month = $month and list_contains($units, unit)
