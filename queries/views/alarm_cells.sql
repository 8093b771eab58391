-- The cells, from April on, of every line that may raise an alarm in a month (`judged`): of a service whose last month has
-- its activity on file and shows units or unit cost off by more than the council's tolerances. No other line can raise one.
with settings as (
    select
        max(value) filter (where name = 'activity') as activity,
        max(value) filter (where name = 'price') as price,
        max(value) filter (where name = 'months') as months
    from about.money_settings
),

stands as (
    select
        unit,
        service,
        month,
        (month(month) + 8) % 12 + 1 as month_of_year,
        sum(agreed_worth) as agreed,
        sum(delivered_worth) as delivered,
        sum(actual) as paid
    from cube.money_cells
    where agreed_worth is not null
        and counted_in is not null
        and (profiled <> 0 or actual_to_date <> 0 or revised <> 0)
    group by unit, service, month
    having bool_and(on_file)
),

suspects as (
    select
        stands.unit,
        stands.service,
        stands.month,
        cast(stands.month - interval 1 month * (stands.month_of_year - 1) as date) as april
    from stands
    cross join settings
    where stands.month_of_year >= settings.months
        and stands.agreed > 0
        and stands.delivered > 0
        and (
            abs(stands.delivered - stands.agreed) * 100 > stands.agreed * settings.activity
            or (stands.paid - stands.delivered) * 100 > stands.delivered * settings.price
        )
)

select
    suspects.unit,
    suspects.month as judged,
    cells.month,
    cells.service,
    cells.user_group,
    cells.counted_in,
    cells.on_file,
    cells.original,
    cells.revised,
    cells.profiled,
    cells.actual,
    cells.actual_to_date,
    cells.commitment,
    cells.forecast,
    cells.agreed,
    cells.agreed_to_date,
    cells.delivered,
    cells.delivered_to_date,
    cells.agreed_worth,
    cells.agreed_worth_to_date,
    cells.delivered_worth,
    cells.delivered_worth_to_date
from suspects
inner join cube.money_cells as cells
    on cells.unit = suspects.unit
    and cells.service = suspects.service
    and cells.month between suspects.april and suspects.month
where suspects.april >= (select month from cube.money_begins)
order by suspects.unit, suspects.month, cells.service, cells.month, cells.user_group
