-- The files in force that feed the measures of money, of the months from one to another or without a period of their own.
with wanted as (
    select distinct fresh.layout
    from cube.freshness as fresh
    inner join about.measures as measures
        on measures.key = fresh.measure
        and measures.perspective = 'financial'
)

select
    files.name,
    files.layout,
    files.period_start,
    files.period_end,
    files.rows_read,
    files.rows_stored,
    files.rows_rejected,
    files.loaded_at,
    files.sha256
from about.files as files
inner join wanted
    on wanted.layout = files.layout
where files.in_force
    and (files.period_start is null or files.period_start <= last_day($month))
    and (files.period_end is null or files.period_end >= $first)
order by files.layout, files.period_start nulls first, files.name
