-- The measures that tell the council whether people wait, where they have a value at a unit in a month.
select waiting.measure
from about.money_waiting as waiting
inner join cube.card_values as values
    on values.measure = waiting.measure
    and values.unit = $unit
    and values.month = $month
    and values.value is not null
order by waiting.position
