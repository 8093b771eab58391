-- What the scorecards show: each measure at each unit in each month, with its period, what it is made of and its target.
select
    v.measure,
    v.unit,
    v.month,
    v.value,
    v.numerator::double as numerator,
    v.denominator::double as denominator,
    v.standing,
    v.target_low,
    v.target_high,
    v.last_year,
    v.last_known,
    v.period_start,
    v.period_end,
    v.reason
from cube.card_values as v
where ($measures is null or list_contains($measures, v.measure))
    and ($units is null or list_contains($units, v.unit))
    and ($from is null or v.month >= $from)
    and ($to is null or v.month <= $to)
    and exists (select 1 from cube.cards as c where c.unit = v.unit and c.measure = v.measure)
order by v.measure, v.unit, v.month
