-- What was agreed with and delivered by providers of each sector for a service at a unit, from April to a month.
select
    sector as name,
    sum(agreed_to_date) as agreed,
    coalesce(sum(activity_to_date), 0) as delivered
from cube.money_months
where unit = $unit
    and month = $month
    and service = $service
    and sector is not null
group by sector
order by sector
