-- People delayed in a month at one unit for one reason. A month given twice for a unit and reason counts once, as the
-- latest file has it.
select
    month,
    unit,
    reason,
    attributable,
    people,
    days
from loaded.delayed_discharges
qualify row_number() over (
    partition by month, unit, reason, attributable
    order by file desc, line desc
) = 1
