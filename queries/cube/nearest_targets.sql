-- view
-- The target set nearest for a measure at a unit in a month: its own at 0 steps, else that of the nearest unit above.
select
    t.measure, a.unit, a.month, a.above as target_unit, a.steps, t.target as target_low, t.upper as target_high, t.basis, t.set_by
from model.units_above as a
join model.targets as t
    on t.unit = a.above
    and t.starts <= a.month + interval 1 month - interval 1 day
    and coalesce(t.ends, date '2999-12-31') >= a.month + interval 1 month - interval 1 day
qualify row_number() over (
    partition by t.measure, a.unit, a.month order by a.steps, t.starts desc, t.target, t.upper
) = 1
