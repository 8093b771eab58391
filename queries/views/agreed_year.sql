-- What was agreed for the whole of a financial year at a unit, by service and user group.
select
    service,
    user_group,
    agreed,
    worth
from cube.agreed_years
where unit = $unit
    and financial_year = $financial_year
