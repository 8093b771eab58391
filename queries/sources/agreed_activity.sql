-- The units of a service agreed with the budget for one unit, user group and sector in a month.
select
    month,
    unit,
    lower(service) as service,
    user_group,
    sector,
    counted_in,
    agreed,
    file,
    line
from loaded.agreed_activity
