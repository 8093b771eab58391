-- How several units stand in a month on the measures of their own scorecards: what is not on a unit's is no nought of it.
select
    v.unit,
    v.measure,
    v.value,
    v.reason,
    v.standing,
    v.target_low,
    v.target_high,
    v.last_year,
    v.of_month,
    v.age,
    v.period_start,
    v.period_end,
    v.last_known
from cube.card_values as v
where v.month = $month and list_contains($units, v.unit)
    and exists (select 1 from cube.cards as c where c.unit = v.unit and c.measure = v.measure)
order by v.unit, v.measure
