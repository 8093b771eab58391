-- How often a new value of a measure comes: as often as the slowest of the files that it is made from. A supplied figure
-- comes as often as its period is long.
with slowest as (
    select
        lineage.measure,
        max(case layouts.frequency when 'year' then 12 when 'quarter' then 3 when 'month' then 1 end) as months
    from about.lineage as lineage
    inner join about.layouts as layouts
        on layouts.layout = lineage.layout
    where exists (
        select 1 from about.files as files
        where files.layout = lineage.layout and files.in_force and files.period_start is not null
    )
    group by lineage.measure
),

supplied as (
    select
        measure,
        max(date_diff('month', period_start, period_end) + 1) as months
    from cube.cells
    where period_start is not null
    group by measure
),

found as (
    select
        measures.key as measure,
        case
            when measures.basis = 'financial year' then 12
            when measures.kind = 'supplied' then supplied.months
            else slowest.months
        end as months
    from about.measures as measures
    left join slowest on slowest.measure = measures.key
    left join supplied on supplied.measure = measures.key
)

select
    measure,
    case when months > 3 then 'year' when months > 1 then 'quarter' else 'month' end as frequency
from found
