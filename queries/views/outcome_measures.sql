-- Measures ($measures) with their value at a unit in a month, empty where there is none.
select
    asked.measure,
    now.value,
    now.standing
from (select unnest($measures) as measure) as asked
left join cube.card_values as now
    on now.measure = asked.measure
    and now.unit = $unit
    and now.month = $month
order by asked.measure
