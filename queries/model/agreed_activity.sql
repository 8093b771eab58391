-- The units of a service agreed with the budget for a unit and user group in a month. `financial_year` is the calendar year
-- in which it begins. An agreement for a service as a whole has the user group 'All'.
select
    lines.month,
    year(lines.month - interval 3 month) as financial_year,
    coalesce(units.unit, root.unit) as unit,
    lines.service,
    coalesce(lines.user_group, 'All') as user_group,
    lines.sector,
    lines.counted_in,
    lines.agreed
from sources.agreed_activity as lines
left join model.unit_months as units
    on units.month = lines.month
    and units.unit = lines.unit
left join model.root as root on true
