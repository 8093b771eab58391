-- The measures of a unit's card that an objective names: what it counts in a month, and what the whole council counts of the same.
select
    c.objective,
    c.measure,
    v.value,
    v.standing,
    v.numerator,
    w.numerator as of_all,
    w.period_start = v.period_start and w.period_end = v.period_end as is_same_period
from cube.cards as c
join cube.card_values as v on v.unit = c.unit and v.measure = c.measure and v.month = $month
left join cube.card_values as w on w.unit = $root and w.measure = c.measure and w.month = $month
where c.unit = $unit and c.objective <> '' and v.value is not null
order by c.position, c.measure
