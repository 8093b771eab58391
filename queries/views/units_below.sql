-- How the units straight below a unit stand on each of their measures in a month.
select
    now.unit,
    now.measure,
    now.standing,
    now.value
from cube.card_values as now
where now.month = $month and list_contains($units, now.unit)
order by now.unit, now.measure
