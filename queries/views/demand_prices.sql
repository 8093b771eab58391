-- What was delivered at a unit in a month, at the budgeted prices of its year and at those of a year before, for what has
-- both: the rise of prices without a change of what is bought.
select
    cast(sum(lines.delivered_to_date * lines.price) as double) as at_these,
    cast(sum(lines.delivered_to_date * before.price) as double) as at_those
from cube.money_cells as lines
inner join cube.money_cells as before
    on before.unit = lines.unit
    and before.month = $before
    and before.service = lines.service
    and before.user_group = lines.user_group
where lines.unit = $unit
    and lines.month = $month
    and lines.price is not null
    and before.price is not null
