-- view
-- A measure at a unit for its own period ending in a month, and one of single months for the quarter that ends in it, judged
-- against the target that was in force and known then. The value is judged as it is shown, rounded: a reader who sees 85.0
-- against 85 sees it met. A target for a month says something of three only where it is of a share, a mean or a ratio of rows
-- that add up.
with valued as (
    select v.*, k.better, k.decimals, k.near, v.basis = k.basis as is_own,
        v.basis = k.basis or (k.kind in ('proportion', 'mean', 'ratio') and k.counts = 'rows' and k.denominator = 'summed')
            as has_target
    from cube.measured as v
    join about.measures as k on k.key = v.measure and (v.basis = k.basis or (v.basis = 'quarter' and k.basis = 'month'))
),

judged as (
    select
        v.*,
        case when v.has_target then t.target_low end as target_low,
        case when v.has_target then t.target_high end as target_high,
        case when v.has_target then t.target_unit end as target_unit,
        case when v.has_target then t.floor end as floor,
        round(v.value, v.decimals) as shown
    from valued as v
    left join cube.targets as t on t.measure = v.measure and t.unit = v.unit and t.month = v.month
)

select
    j.measure,
    j.unit,
    j.month,
    j.basis,
    j.is_own,
    j.period_start,
    j.period_end,
    j.numerator,
    j.denominator,
    j.value,
    j.reason,
    j.records,
    j.months_covered,
    j.months_needed,
    cast(j.target_low as double) as target_low,
    cast(j.target_high as double) as target_high,
    j.target_unit,
    cube.standing(j.better, j.shown, j.target_low, j.target_high, j.floor, j.near) as standing,
    past.value as last_year
from judged as j
left join valued as past
    on past.measure = j.measure and past.unit = j.unit and past.basis = j.basis and past.month = j.month - interval 12 month
