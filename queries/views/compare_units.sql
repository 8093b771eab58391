-- One measure in a month at several units, with the target in force and the count of records.
select
    unit,
    numerator,
    denominator,
    value,
    reason,
    records,
    standing,
    target_low,
    target_high,
    period_start,
    period_end
from cube.card_values
where measure = $measure and month = $month and list_contains($units, unit)
order by unit
