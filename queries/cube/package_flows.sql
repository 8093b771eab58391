-- What was promised each week at a unit and all below it, by month, service and user group: `started` and `ended` are
-- weekly costs of the packages that did so in the month, `in_force` of those that go on after its last day, `cost` what
-- all of them come to for their days of the month. In the months after the last of the store there are only the ends
-- that the files already give.
with last_of as (
    select
        max(month) as month,
        last_day(max(month)) as day
    from model.months
),

flows as (
    select
        lines.month,
        lines.month as placed_in,
        lines.unit,
        lines.service,
        coalesce(lines.user_group, 'Not known') as user_group,
        case when packages.starts >= lines.month then lines.weekly_cost end as started,
        case when packages.ends <= last_day(lines.month) then lines.weekly_cost end as ended,
        case
            when coalesce(packages.ends, date '9999-12-31') > last_day(lines.month) then lines.weekly_cost
        end as in_force,
        lines.cost
    from model.package_months as lines
    inner join model.packages as packages
        on packages.package = lines.package
    union all
    select
        cast(date_trunc('month', packages.ends) as date) as month,
        lines.month as placed_in,
        lines.unit,
        lines.service,
        coalesce(lines.user_group, 'Not known') as user_group,
        null as started,
        lines.weekly_cost as ended,
        null as in_force,
        null as cost
    from model.package_months as lines
    inner join model.packages as packages
        on packages.package = lines.package
    inner join last_of
        on last_of.month = lines.month
        and packages.ends > last_of.day
),

summed as (
    select
        month,
        placed_in,
        unit,
        service,
        user_group,
        sum(started) as started,
        sum(ended) as ended,
        sum(in_force) as in_force,
        sum(cost) as cost
    from flows
    group by month, placed_in, unit, service, user_group
)

select
    above.above as unit,
    summed.month,
    summed.service,
    summed.user_group,
    cast(coalesce(sum(summed.in_force), 0) as decimal(18, 2)) as in_force,
    cast(coalesce(sum(summed.started), 0) as decimal(18, 2)) as started,
    cast(coalesce(sum(summed.ended), 0) as decimal(18, 2)) as ended,
    cast(coalesce(sum(summed.cost), 0) as decimal(18, 2)) as cost
from summed
inner join model.units_above as above
    on above.month = summed.placed_in
    and above.unit = summed.unit
group by above.above, summed.month, summed.service, summed.user_group
order by unit, summed.month, summed.service, summed.user_group
