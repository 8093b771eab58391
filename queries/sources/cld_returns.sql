-- table
-- A client file in force, when it was received, and the months that it covers by its own events: from the first to the last
-- month before it was received in which at least 2% of its events end, of all kinds of event but one. Where fewer than 100
-- have ended it is the period that it states. Files of one load came in the order of their names, unless these go against
-- their periods, those stated and those covered (a period that comes again is a correction, and no such case). `council` is the
-- code that most of its rows have: returns of two councils stand beside each other.
with files as (
    select
        file,
        loaded_at,
        cast(date_trunc('month', period_start) as date) as stated_first,
        cast(date_trunc('month', period_end) as date) as stated_last,
        -- The month of receipt: that of loading, but never one that the return is about.
        greatest(
            date_trunc('month', coalesce(loaded_at, period_end)),
            date_trunc('month', period_end) + interval 1 month
        ) as received_in
    from loaded.files
    where layout = 'cld'
        and in_force
),

codes as (
    select
        file,
        mode(upper(la_code)) as council,
        min(start) as earliest,
        max(start) as newest
    from loaded.cld
    group by file
),

ended as (
    select
        rows.file,
        cast(date_trunc('month', rows."end") as date) as month,
        count(*) as events,
        count(distinct rows.event) as kinds
    from loaded.cld as rows
    inner join files
        on files.file = rows.file
        and rows."end" < coalesce(files.received_in, date '9999-12-31')
    group by rows.file, cast(date_trunc('month', rows."end") as date)
),

counted as (
    select
        *,
        sum(events) over (partition by file) as all_events,
        max(kinds) over (partition by file) as most_kinds
    from ended
),

derived as (
    select
        file,
        min(month) as first_month,
        max(month) as last_month
    from counted
    where all_events >= 100
        and events * 50 >= all_events
        and kinds >= most_kinds - 1
    group by file
),

covering as (
    select
        files.file,
        files.loaded_at,
        coalesce(codes.council, (select mode(council) from codes), '') as council,
        coalesce(files.stated_first, cast(date_trunc('month', codes.earliest) as date)) as stated_first,
        coalesce(files.stated_last, cast(date_trunc('month', codes.newest) as date)) as stated_last,
        coalesce(derived.first_month, files.stated_first, cast(date_trunc('month', codes.earliest) as date)) as first_month,
        coalesce(derived.last_month, files.stated_last, cast(date_trunc('month', codes.newest) as date)) as last_month
    from files
    left join codes on codes.file = files.file
    left join derived on derived.file = files.file
),

compared as (
    select
        *,
        row_number() over (partition by loaded_at, council, stated_first, stated_last order by file) > 1
        or stated_last >= max(stated_last) over before as stated_in_order,
        last_month >= max(last_month) over before as covered_in_order
    from covering
    window before as (
        partition by loaded_at, council order by file rows between unbounded preceding and 1 preceding
    )
),

batches as (
    select
        *,
        bool_and(coalesce(stated_in_order, true)) over load
        or bool_and(coalesce(covered_in_order, true)) over load as by_name
    from compared
    window load as (partition by loaded_at, council)
)

select
    file,
    council,
    row_number() over (order by loaded_at, case when by_name then null else last_month end, file) as received,
    stated_first,
    stated_last,
    first_month,
    last_month
from batches
