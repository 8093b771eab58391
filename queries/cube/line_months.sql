-- A line of the money page in every month: what was paid, declared and promised at a unit, by service and by user group
-- (`cut` says which). A forecast starts from it. In the months after the last of the store there are only the ends of
-- packages that the files already give. A `counted` line buys units (weeks, hours), of which a longer month has more.
with paid as (
    select unit, 'service' as cut, service as line, month, actual, revised, forecast, counted_in from cube.money_cells
    union all
    select unit, 'user_group' as cut, user_group as line, month, actual, revised, forecast, counted_in from cube.money_cells
),

paid_lines as (
    select
        unit,
        cut,
        line,
        month,
        sum(actual) as actual,
        sum(revised) as revised,
        sum(forecast) as forecast,
        bool_or(counted_in is not null) as counted
    from paid
    group by unit, cut, line, month
),

promised as (
    select unit, 'service' as cut, service as line, month, in_force, started, ended, cost from cube.package_flows
    union all
    select unit, 'user_group' as cut, user_group as line, month, in_force, started, ended, cost from cube.package_flows
),

promised_lines as (
    select
        unit,
        cut,
        line,
        month,
        sum(in_force) as in_force,
        sum(started) as started,
        sum(ended) as ended,
        sum(cost) as cost
    from promised
    group by unit, cut, line, month
)

select
    coalesce(paid_lines.unit, promised_lines.unit) as unit,
    coalesce(paid_lines.cut, promised_lines.cut) as cut,
    coalesce(paid_lines.line, promised_lines.line) as line,
    coalesce(paid_lines.month, promised_lines.month) as month,
    cast(coalesce(paid_lines.actual, 0) as decimal(18, 2)) as actual,
    cast(coalesce(paid_lines.revised, 0) as decimal(18, 2)) as revised,
    cast(coalesce(paid_lines.forecast, 0) as decimal(18, 2)) as forecast,
    cast(coalesce(promised_lines.in_force, 0) as decimal(18, 2)) as in_force,
    cast(coalesce(promised_lines.started, 0) as decimal(18, 2)) as started,
    cast(coalesce(promised_lines.ended, 0) as decimal(18, 2)) as ended,
    cast(coalesce(promised_lines.cost, 0) as decimal(18, 2)) as cost,
    coalesce(paid_lines.counted, false) as counted
from paid_lines
full join promised_lines
    on promised_lines.unit = paid_lines.unit
    and promised_lines.cut = paid_lines.cut
    and promised_lines.line = paid_lines.line
    and promised_lines.month = paid_lines.month
order by unit, cut, line, month
