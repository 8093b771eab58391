-- cube.card_values in which the quarter that ends in a month stands for it: of measures of single months, the quarter's value.
select
    v.measure,
    v.unit,
    v.month,
    v.of_month,
    v.age,
    v.period_start,
    v.period_end,
    v.numerator,
    v.denominator,
    v.value,
    v.reason,
    v.records,
    v.months_covered,
    v.months_needed,
    v.target_low,
    v.target_high,
    v.target_unit,
    v.standing,
    v.last_year,
    v.last_known
from cube.card_values as v
where v.measure not in (select k.key from about.measures as k where k.basis = 'month' and k.kind <> 'supplied')
union all
select
    q.measure,
    q.unit,
    q.month,
    q.month as of_month,
    0 as age,
    q.period_start,
    q.period_end,
    q.numerator,
    q.denominator,
    q.value,
    q.reason,
    q.records,
    q.months_covered,
    q.months_needed,
    q.target_low,
    q.target_high,
    q.target_unit,
    q.standing,
    q.last_year,
    cast(null as double) as last_known
from cube.quarter_values as q
where exists (select 1 from cube.counted_at as c where c.measure = q.measure and c.unit = q.unit)
