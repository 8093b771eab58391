-- What ties the reconciliation to the money page: for a unit and all below it, a month and service, the revenue of the money
-- page, the capital beside it, and what of both is held against packages. What a service has over is on one side alone.
with capital as (
    select
        lines.month,
        above.above as unit,
        lines.service,
        lines.amount
    from model.ledger_lines as lines
    inner join model.units_above as above
        on above.month = lines.month
        and above.unit = lines.unit
    where lines.capital
),

held as (
    select
        rows.month,
        above.above as unit,
        rows.service,
        rows.paid
    from cube.reconciliation as rows
    inner join model.units_above as above
        on above.month = rows.month
        and above.unit = rows.unit
),

sides as (
    select month, unit, service, actual as revenue, 0 as capital, 0 as held from cube.money_cells
    union all
    select month, unit, service, 0 as revenue, amount as capital, 0 as held from capital
    union all
    select month, unit, service, 0 as revenue, 0 as capital, paid as held from held
)

select
    month,
    unit,
    service,
    cast(sum(revenue) as decimal(18, 2)) as revenue,
    cast(sum(capital) as decimal(18, 2)) as capital,
    cast(sum(held) as decimal(18, 2)) as held
from sides
group by month, unit, service
order by month, unit, service
