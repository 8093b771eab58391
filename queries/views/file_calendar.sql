-- What of each kind of file is on hand for each month, or each financial year where $years: layouts with a period, of those in force.
-- `state` is 'there', 'refused' (there, with rows turned away), 'part' (some months of a year), 'missing' (a hole among what is there),
-- 'other' (the return is there without this file), 'late', 'due', or '' where nothing is looked for.
with steps(frequency, months) as (
    values ('month', 1), ('quarter', 3), ('year', 12)
),

dated as (
    select
        files.layout,
        cast(date_trunc('month', files.period_start) as date) as first,
        files.period_end as last,
        files.rows_rejected
    from about.files as files
    where files.in_force
        and files.period_start is not null
        and (files.rows_stored > 0 or files.rows_read = 0)
),

months as (
    select cast(unnest(generate_series(min(first), cast(date_trunc('month', $today) as date), interval 1 month)) as date) as month
    from dated
),

kinds as (
    select
        kinds.kind,
        kinds.frequency,
        kinds.late_after,
        layouts.layout,
        layouts.title
    from cube.file_kinds as kinds
    inner join about.layouts as layouts on list_contains(kinds.layouts, layouts.layout)
    where layouts.layout in (select layout from dated)
),

cells as (
    select
        kinds.kind,
        kinds.frequency,
        kinds.late_after,
        kinds.layout,
        kinds.title,
        months.month,
        count(dated.layout) as files,
        coalesce(sum(dated.rows_rejected), 0) as refused
    from kinds
    cross join months
    left join dated
        on dated.layout = kinds.layout
        and months.month between dated.first and dated.last
    group by kinds.kind, kinds.frequency, kinds.late_after, kinds.layout, kinds.title, months.month
),

reached as (
    select
        kinds.kind,
        min(dated.first) as first,
        max(dated.last) as last
    from dated
    inner join kinds on kinds.layout = dated.layout
    group by kinds.kind
),

-- The end of the period that a month without a file belongs to, counted on from the last one on hand.
looked_for as (
    select
        cells.*,
        reached.first as first_month,
        reached.last,
        sum(cells.files) over (partition by cells.kind, cells.month) as of_kind,
        last_day(
            cast(
                date_trunc('month', reached.last)
                + to_months(cast(
                    ceil(date_diff('month', date_trunc('month', reached.last), cells.month) / steps.months) * steps.months as integer
                )) as date
            )
        ) as ends
    from cells
    inner join reached on reached.kind = cells.kind
    left join steps on steps.frequency = cells.frequency
),

told as (
    select
        *,
        case
            when files > 0 and refused > 0 then 'refused'
            when files > 0 then 'there'
            when of_kind > 0 then 'other'
            when late_after is null or month < first_month then ''
            when month <= last then 'missing'
            when ends + late_after < $today then 'late'
            else 'due'
        end as state
    from looked_for
),

periods as (
    select
        kind,
        layout,
        title,
        case when $years then cast(date_trunc('year', month - interval 3 month) + interval 3 month as date) else month end as period,
        count(*) as months,
        count(*) filter (where files > 0) as months_there,
        max(files) as files,
        sum(refused) as refused,
        count(*) filter (where state = 'late') as late,
        count(*) filter (where state = 'missing') as missing,
        max(state) as any_state
    from told
    group by kind, layout, title, period
)

select
    kind,
    layout,
    title,
    period,
    months,
    months_there,
    case
        when months_there > 0 and late + missing > 0 then 'part'
        when months_there > 0 and refused > 0 then 'refused'
        when months_there > 0 then 'there'
        when late > 0 then 'late'
        when missing > 0 then 'missing'
        else any_state
    end as state
from periods
order by kind, title, layout, period
