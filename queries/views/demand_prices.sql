-- What was delivered at a unit in a month, at the agreed prices of its year and at those of a year before, for what has both:
-- the rise of prices without a change of what is bought.
select
    cast(sum(lines.delivered_to_date * this.worth / this.agreed) as double) as at_these,
    cast(sum(lines.delivered_to_date * past.worth / past.agreed) as double) as at_those
from cube.money_cells as lines
inner join cube.agreed_years as this
    on this.unit = lines.unit
    and this.financial_year = year($month - interval 3 month)
    and this.service = lines.service
    and this.user_group = lines.user_group
inner join cube.agreed_years as past
    on past.unit = lines.unit
    and past.financial_year = year($before - interval 3 month)
    and past.service = lines.service
    and past.user_group = lines.user_group
where lines.unit = $unit
    and lines.month = $month
    and this.agreed > 0
    and past.agreed > 0
