-- What a unit and all below it paid of capital from April to a month; no row where nothing was.
select paid_to_date
from cube.capital_months
where unit = $unit
    and month = $month
