-- The units of a service agreed with the budget for one unit, user group and sector in a month; `price` is what the plan says
-- one is to cost, where it does.
select
    month,
    unit,
    lower(service) as service,
    user_group,
    sector,
    counted_in,
    agreed,
    price,
    file,
    line
from loaded.agreed_activity
