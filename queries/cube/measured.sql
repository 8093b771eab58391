-- A measure at a unit for the period ending in a month, on every basis: the value, or the reason why there is none. Before
-- the files begin there is no row; after the month to which they go there is no value, though most of a year may be on file.
with counted as (
    select measure, unit, month, basis, numerator, denominator, records, supplied, marker, period_start, period_end
    from cube.cells
    where slice = ''
    union all
    select
        measure, unit, month, basis, numerator, denominator, records,
        cast(null as double) as supplied,
        cast(null as varchar) as marker,
        cast(null as date) as period_start,
        cast(null as date) as period_end
    from cube.quarter_cells
    where slice = ''
),

reached as (
    select
        c.measure, c.unit, c.month, c.basis, c.numerator, c.denominator, c.records, c.supplied, c.marker,
        c.period_start, c.period_end,
        k.kind, cast(k.per as double) as per,
        p.first_month, p.months_covered, p.months_needed, p.begins_before, p.hole, p.is_late
    from counted as c
    join about.measures as k on k.key = c.measure
    join cube.periods as p on p.measure = c.measure and p.basis = c.basis and p.month = c.month
    where not p.is_before
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
            or (hole = month and (months_needed = 1 or is_late))
            then 'no file covers ' || strftime(hole, '%B %Y')
        when kind not in ('count', 'money') and denominator is null then 'no population is loaded for this unit'
        when kind not in ('count', 'money') and denominator = 0 then 'no cases in this period'
    end as reason
    from reached
)

select
    measure,
    unit,
    month,
    basis,
    coalesce(period_start, first_month) as period_start,
    coalesce(period_end, cast(month + interval 1 month - interval 1 day as date)) as period_end,
    numerator,
    denominator,
    records,
    case
        when reason is not null then null
        when kind = 'supplied' then supplied
        when kind in ('count', 'money') then cast(numerator as double)
        else cast(numerator as double) / cast(denominator as double) * per
    end as value,
    reason,
    months_covered,
    months_needed
from reasoned
order by month, basis, unit, measure
