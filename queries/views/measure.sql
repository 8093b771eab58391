-- One measure at one unit in a month, with the count of its records.
select
    now.period_start,
    now.period_end,
    now.numerator,
    now.denominator,
    now.value,
    now.reason,
    now.months_covered,
    now.months_needed,
    now.target_low,
    now.target_high,
    now.target_unit,
    now.standing,
    now.last_year,
    now.records,
    now.of_month,
    now.age,
    now.last_known
from (select $unit as unit, $measure as measure) as wanted
left join cube.card_values as now
    on now.unit = $unit and now.month = $month and now.measure = $measure
