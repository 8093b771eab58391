-- The last month of a financial year (the calendar year in which it begins) in which a unit was there: a year is placed in
-- the tree as it stood then.
select
    year(month - interval 3 month) as financial_year,
    unit,
    max(month) as month
from model.unit_months
group by 1, unit
