-- The target in force for a measure at a unit in a month: its own, else that of the nearest unit above. A target for a
-- count or a sum of money is not handed down: what the whole council should reach says nothing of what one team should.
with offered as (
    select
        t.measure, a.unit, a.month, a.above, a.steps, t.target, t.upper, t.basis, t.set_by,
        row_number() over (
            partition by t.measure, a.unit, a.month order by a.steps, t.starts desc, t.target, t.upper
        ) as choice
    from model.units_above as a
    join model.targets as t
        on t.unit = a.above
        and t.starts <= a.month + interval 1 month - interval 1 day
        and coalesce(t.ends, date '2999-12-31') >= a.month + interval 1 month - interval 1 day
    join about.measures as k on k.key = t.measure
    where a.steps = 0 or k.kind not in ('count', 'money')
)

select measure, unit, month, target as target_low, upper as target_high, above as target_unit, basis, set_by
from offered
where choice = 1
