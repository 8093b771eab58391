-- cube.card_values of one part that a slice makes of the people: what has the slice. A target is for everybody, so a part has a
-- standing only where the part is everybody; a share of fewer things than the council's rule has no value.
select
    v.measure,
    v.unit,
    v.month,
    v.of_month,
    v.age,
    v.period_start,
    v.period_end,
    v.numerator,
    v.denominator,
    v.value,
    v.reason,
    v.records,
    v.months_covered,
    v.months_needed,
    case when v.is_whole then v.target_low end as target_low,
    case when v.is_whole then v.target_high end as target_high,
    case when v.is_whole then v.target_unit end as target_unit,
    case when v.value is null then 'no value' when v.is_whole then v.standing else 'no target' end as standing,
    v.last_year,
    cast(null as double) as last_known
from (
    select
        whole.measure,
        whole.unit,
        whole.month,
        whole.of_month,
        whole.age,
        whole.period_start,
        whole.period_end,
        whole.months_covered,
        whole.months_needed,
        whole.target_low,
        whole.target_high,
        whole.target_unit,
        whole.standing,
        now.numerator,
        now.denominator,
        now.records,
        whole.numerator = now.numerator and whole.denominator is not distinct from now.denominator as is_whole,
        case
            when whole.reason is not null then whole.reason
            when k.kind in ('count', 'money') then null
            when coalesce(now.denominator, 0) = 0 then 'nothing to divide by'
            when k.kind = 'proportion' and now.denominator < s.fewest
                then 'fewer than ' || s.fewest || ': too few for a percentage'
        end as reason,
        case
            when whole.reason is not null then null
            when k.kind in ('count', 'money') then cast(now.numerator as double)
            when now.denominator = 0 or (k.kind = 'proportion' and now.denominator < s.fewest) then null
            else cast(now.numerator as double) / cast(now.denominator as double) * cast(k.per as double)
        end as value,
        case
            when whole.last_year is null then null
            when k.kind in ('count', 'money') then cast(past.numerator as double)
            when past.denominator = 0 or (k.kind = 'proportion' and past.denominator < s.fewest) then null
            else cast(past.numerator as double) / cast(past.denominator as double) * cast(k.per as double)
        end as last_year
    from cube.card_values as whole
    join about.measures as k on k.key = whole.measure
    cross join about.settings as s
    join cube.cells as now
        on now.measure = whole.measure and now.unit = whole.unit and now.month = whole.of_month
        and now.slice = $by and now.slice_value = $part
        and now.basis = case when $is_quarter and k.basis = 'month' then 'quarter' else k.basis end
    left join cube.cells as past
        on past.measure = now.measure and past.unit = now.unit and past.month = whole.of_month - interval 12 month
        and past.slice = $by and past.slice_value = $part and past.basis = now.basis
) as v
