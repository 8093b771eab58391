-- table
-- The return that says what was paid for in a month: of a financial year that one return covers, the last received that
-- does; else the return that serves the month.
with years as (
    select
        returns.council,
        years.financial_year,
        arg_max(returns.file, returns.received) as file
    from (
        select distinct year(month - interval 3 month) as financial_year from sources.cld_served
    ) as years
    inner join sources.cld_returns as returns
        on returns.first_month <= make_date(cast(years.financial_year as integer), 4, 1)
        and returns.last_month >= make_date(cast(years.financial_year as integer) + 1, 3, 1)
    group by returns.council, years.financial_year
)

select
    served.council,
    served.month,
    coalesce(years.file, served.file) as file
from sources.cld_served as served
left join years
    on years.council = served.council
    and years.financial_year = year(served.month - interval 3 month)
