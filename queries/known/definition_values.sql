-- The whole council's value by each earlier rule of a measure beside that of now, both from the data of now, for the newest
-- months that have a value; `reason` where the earlier rule cannot be worked out any more.
with now as (
    select
        m.measure, m.unit, m.month, m.value,
        row_number() over (partition by m.measure order by m.month desc) as place
    from cube.measured as m
    join about.measures as k on k.key = m.measure and k.basis = m.basis
    where m.unit = (select unit from model.root)
        and m.value is not null
)

select
    o.measure,
    o.version,
    now.unit,
    now.month,
    case
        when o.kind in ('count', 'money') then o.numerator
        when o.denominator <> 0 then o.numerator / o.denominator * o.per
    end as value_then,
    now.value as value_now,
    o.reason
from about.other_rules as o
join now on now.measure = o.measure and now.month = o.month
where now.place <= $months
union all
select measure, version, (select unit from model.root) as unit, month, null as value_then, null as value_now, reason
from about.other_rules
where reason is not null
order by measure, version, month
