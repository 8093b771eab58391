-- A service or a user group at a unit in every month up to one: paid, agreed, delivered, what the agreed and the delivered
-- units were to cost at agreed prices, and what was paid for what is counted in units. A unit cost holds like against
-- like: money of what has no units, and units that have no agreed price, are in neither side of it.
select
    month,
    sum(actual) as actual,
    sum(case when agreed_worth is not null then agreed end) as units_agreed,
    sum(case when on_file and agreed_worth is not null then activity end) as units_paid_for,
    sum(case when on_file then delivered_worth end) as delivered_worth,
    sum(case when on_file and agreed_worth is not null then actual end) as paid_for_units,
    sum(agreed_worth) as agreed_worth
from cube.money_months
where unit = $unit
    and month between $first and $month
    and ($service is null or service = $service)
    and ($user_group is null or user_group = $user_group)
group by month
order by month
