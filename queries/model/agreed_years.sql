-- The units of a service agreed for a whole financial year (the calendar year in which it begins), at the unit that the
-- file names, for months that the store does not hold as well.
select
    year(month - interval 3 month) as financial_year,
    unit,
    service,
    coalesce(user_group, 'All') as user_group,
    sum(agreed) as agreed
from sources.agreed_activity
group by year(month - interval 3 month), unit, service, coalesce(user_group, 'All')
