-- A measure at a unit for the period ending in a month, judged against the target in force. The value is judged as it is
-- shown, rounded: a reader who sees 85.0 against 85 sees it met.
with own as (
    select
        c.measure, c.unit, c.month, c.numerator, c.denominator, c.records, c.supplied, c.marker,
        k.kind, k.better, cast(k.per as double) as per, k.decimals,
        p.first_month, p.months_covered, p.months_needed, p.begins_before, p.hole
    from cube.cells as c
    join about.measures as k on k.key = c.measure and k.basis = c.basis
    join cube.periods as p on p.measure = c.measure and p.month = c.month
    where c.slice = ''
),

reasoned as (
    select *, case
        when kind = 'supplied' and marker is not null then case lower(trim(marker, '[]'))
            when 'c' then 'withheld by the source '
            when 'x' then 'not available from the source '
            when 'z' then 'does not apply, says the source '
            else 'the source gives a mark and no figure '
        end || '[' || trim(marker, '[]') || ']'
        when kind = 'supplied' then null
        when begins_before and months_needed > 1 then 'the store does not reach back over the whole period'
        when months_covered = 0 or (hole is not null and kind not in ('proportion', 'mean'))
            or (hole = month and months_needed = 1)
            then 'no file covers ' || strftime(hole, '%B %Y')
        when kind not in ('count', 'money') and denominator is null then 'no population is loaded for this unit'
        when kind not in ('count', 'money') and denominator = 0 then 'nothing to divide by'
    end as reason
    from own
),

valued as (
    select *, case
        when reason is not null then null
        when kind = 'supplied' then supplied
        when kind in ('count', 'money') then cast(numerator as double)
        else cast(numerator as double) / cast(denominator as double) * per
    end as value
    from reasoned
),

judged as (
    select
        v.*, t.target_low, t.target_high, t.target_unit,
        round(v.value, v.decimals) as shown,
        (select near from about.settings) / 100.0 as near
    from valued as v
    left join cube.targets as t on t.measure = v.measure and t.unit = v.unit and t.month = v.month
)

select
    j.measure,
    j.unit,
    j.month,
    j.first_month as period_start,
    cast(j.month + interval 1 month - interval 1 day as date) as period_end,
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
    case
        when j.value is null then 'no value'
        when j.better = 'neither' or j.target_low is null then 'no target'
        when j.better = 'higher' and j.shown >= j.target_low then 'met'
        when j.better = 'higher' and j.shown >= j.target_low - abs(j.target_low) * j.near then 'near'
        when j.better = 'lower' and j.shown <= j.target_low then 'met'
        when j.better = 'lower' and j.shown <= j.target_low + abs(j.target_low) * j.near then 'near'
        when j.better = 'range' and j.shown between j.target_low and coalesce(j.target_high, j.target_low) then 'met'
        when j.better = 'range'
            and j.shown between j.target_low - abs(j.target_low) * j.near
            and coalesce(j.target_high, j.target_low) + abs(coalesce(j.target_high, j.target_low)) * j.near then 'near'
        else 'missed'
    end as standing,
    past.value as last_year
from judged as j
left join valued as past
    on past.measure = j.measure and past.unit = j.unit and past.month = j.month - interval 12 month
order by j.month, j.unit, j.measure
