-- How several units stand on all their measures in a month.
select
    unit,
    measure,
    value,
    reason,
    standing,
    target_low,
    target_high,
    last_year,
    of_month,
    age,
    period_start,
    period_end,
    last_known
from cube.card_values
where month = $month and list_contains($units, unit)
