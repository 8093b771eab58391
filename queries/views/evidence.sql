-- What some measures came to at a unit in each month from one to another, as its scorecard shows them.
select v.measure, v.month, v.of_month, v.value, v.standing, v.reason
from cube.card_values as v
where v.unit = $unit
    and v.month between $first and $month
    and list_contains($measures, v.measure)
order by v.measure, v.month
