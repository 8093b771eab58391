-- A service or a user group at a unit in every month up to one: paid, agreed, delivered, what the agreed and the delivered
-- units were to cost at the budgeted price, and what was paid for what is counted in units.
select
    month,
    sum(actual) as actual,
    sum(agreed) as agreed,
    sum(case when on_file then activity end) as delivered,
    sum(case when on_file then activity * budgeted_price end) as delivered_worth,
    sum(case when on_file and budgeted_price is not null then actual end) as paid_for_units,
    sum(agreed * budgeted_price) as agreed_worth
from cube.money_months
where unit = $unit
    and month between $first and $month
    and ($service is null or service = $service)
    and ($user_group is null or user_group = $user_group)
group by month
order by month
