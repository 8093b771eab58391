-- table
-- The return that serves a month: the one last received that covers the whole of its quarter. A month of a quarter that none
-- covers is served by the one last received that states the month, one that covers it by its own events before another.
with span as (
    select
        min(least(first_month, stated_first)) as first_month,
        max(greatest(last_month, stated_last)) as last_month
    from sources.cld_returns
),

months as (
    select cast(unnest(generate_series(
        cast(first_month as timestamp), cast(last_month as timestamp), interval 1 month
    )) as date) as month
    from span
    where first_month is not null
),

told as (
    select
        months.month,
        returns.council,
        returns.file,
        returns.received,
        coalesce(returns.stated_first <= months.month and returns.stated_last >= months.month, false) as stated,
        returns.first_month <= months.month and returns.last_month >= months.month as of_month,
        returns.first_month <= date_trunc('quarter', months.month)
        and returns.last_month >= date_trunc('quarter', months.month) + interval 2 month as of_quarter
    from months
    cross join sources.cld_returns as returns
)

select
    council,
    month,
    arg_max(file, row(of_quarter, of_month, received)) as file
from told
where of_quarter or stated
group by council, month
