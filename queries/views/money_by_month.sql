-- What was paid at a unit in each month, and the budget of the month: by how much the budget to date grew. $first is an April.
with sums as (
    select
        month,
        sum(actual) as paid,
        sum(profiled) as budget_to_date
    from cube.money_cells
    where unit = $unit and month between $first and $month
    group by month
)

select
    month,
    paid,
    budget_to_date - coalesce(lag(budget_to_date) over (partition by year(month - interval 3 month) order by month), 0) as budget
from sums
order by month
