-- Services of a financial year that stand on one side alone.
select
    service,
    owed,
    paid
from cube.not_reconciled
where financial_year = $financial_year
order by service
