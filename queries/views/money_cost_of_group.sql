-- What a user group cost at a unit in the twelve months to the same month of each year, what was paid of it for what is
-- counted in units and how many those were, and who had support at the end. `counted_in` is null where units differ.
with years as (
    select month
    from cube.money_cells
    where unit = $unit
        and month <= $month
        and month(month) = month($month)
    group by month
),

paid as (
    select
        years.month,
        sum(cells.actual) as paid,
        sum(cells.actual) filter (cells.on_file and cells.counted_in is not null) as paid_for_units,
        sum(cells.delivered) filter (cells.on_file and cells.counted_in is not null) as units,
        case when min(cells.counted_in) = max(cells.counted_in) then min(cells.counted_in) end as counted_in
    from years
    inner join cube.money_cells as cells
        on cells.unit = $unit
        and cells.user_group = $user_group
        and cells.month between years.month - interval 11 month and years.month
    group by years.month
    having count(distinct cells.month) = 12
),

there as (
    select
        month,
        sum(people) as people
    from cube.demand
    where unit = $unit
        and user_group = $user_group
    group by month
)

select
    paid.month,
    cast(paid.paid as double) as paid,
    cast(paid.paid_for_units as double) as paid_for_units,
    cast(paid.units as double) as units,
    paid.counted_in,
    cast(there.people as integer) as people
from paid
left join there
    on there.month = paid.month
order by paid.month
