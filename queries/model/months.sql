-- A month of the store: from the first to the last month that the files with a history cover. A yearly return covers its
-- whole year before the year has ended, so a return of a family counts only where nothing else gives months of its year
-- or of earlier ones: five years of returns before the first ledger lengthen the history. Where no file has a history at
-- all, the months are those of the published figures.
with covered as (
    select period_start, period_end
    from loaded.files
    where in_force and history
        and period_start is not null
        and (family is null or not exists (
            select 1 from loaded.files as other
            where other.in_force and other.history and other.family is null
                and other.period_start <= files.period_end
        ))
    union all
    select period_start, period_end
    from sources.facts
    where value is not null
        and not exists (
            select 1 from loaded.files as other where other.in_force and other.history and other.period_start is not null
        )
),

span as (
    select
        date_trunc('month', max(period_end)) as last_month,
        greatest(
            date_trunc('month', min(period_start)),
            date_trunc('month', max(period_end)) - to_months(cast((select history from about.settings) as integer) - 1)
        ) as first_month
    from covered
)

select cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month
from span
where first_month is not null
