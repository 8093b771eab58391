-- A month of the store: from the first to the last month that the files with a history and the council's own figures are
-- about, the newest `history` of them. A yearly return covers its whole year before the year has ended: where monthly
-- files end inside that year, and no row of the return is of a later day, the months end with them.
with spans as (
    select
        family is not null as yearly,
        period_start,
        period_end
    from loaded.files
    where in_force and history and period_start is not null
),

monthly as (
    select max(period_end) as last_day
    from spans
    where not yearly
),

returned as (
    select max(greatest(starts, coalesce(ends, starts))) as last_day
    from sources.ssda903_episodes
),

returns as (
    select
        spans.period_start,
        case
            when monthly.last_day between spans.period_start and spans.period_end and returned.last_day <= monthly.last_day
                then monthly.last_day
            else spans.period_end
        end as period_end
    from spans
    cross join monthly
    cross join returned
    where spans.yearly
),

known as (
    select
        facts.period_start,
        facts.period_end,
        areas.own or areas.kind = 'other' as own
    from sources.facts as facts
    inner join model.areas as areas
        on areas.area = facts.area
    where facts.value is not null
),

-- A period with hardly a figure beside the others is a slip of the pen.
counted as (
    select
        period_start,
        period_end,
        own,
        count(*) as figures
    from known
    group by period_start, period_end, own
),

figures as (
    select
        period_start,
        period_end,
        own
    from counted
    qualify figures * 1000 >= sum(figures) over (partition by own)
),

covered as (
    select period_start, period_end from spans where not yearly
    union all
    select period_start, period_end from returns
    union all
    select period_start, period_end from figures where own
),

-- Where nothing is the council's own, the months are those of the figures of others.
periods as (
    select period_start, period_end from covered
    union all
    select period_start, period_end from figures where not exists (select 1 from covered)
),

span as (
    select
        date_trunc('month', max(period_end)) as last_month,
        greatest(
            date_trunc('month', min(period_start)),
            date_trunc('month', max(period_end)) - to_months(cast((select history from about.settings) as integer) - 1)
        ) as first_month
    from periods
)

select cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month
from span
where first_month is not null
