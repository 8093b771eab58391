-- The units of a service agreed for a whole financial year (the calendar year in which it begins), for months that the
-- store does not hold as well. What is agreed for a unit that is nowhere in that year belongs to the whole council.
-- `worth_said` is what the plan says they cost; null unless it says so of all of them.
select
    year(lines.month - interval 3 month) as financial_year,
    coalesce(there.unit, root.unit) as unit,
    lines.service,
    coalesce(lines.user_group, 'All') as user_group,
    sum(lines.agreed) as agreed,
    case when count(lines.price) = count(*) then sum(lines.agreed * lines.price) end as worth_said
from sources.agreed_activity as lines
left join model.unit_years as there
    on there.financial_year = year(lines.month - interval 3 month)
    and there.unit = lines.unit
left join model.root as root on true
group by 1, 2, lines.service, 4
