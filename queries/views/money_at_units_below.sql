-- The money of each unit under a unit from April to a month. `declared` is the budget of the year of those services for
-- which somebody declared a forecast, so that the forecast is held against no other.
with services as (
    select
        unit,
        service,
        sum(profiled) as profiled,
        sum(actual_to_date) as paid,
        sum(revised) as revised,
        sum(forecast) as forecast,
        case when sum(forecast) <> 0 then sum(revised) else 0 end as declared
    from cube.money_cells
    where month = $month
    group by unit, service
)

select
    services.unit,
    sum(services.profiled) as profiled,
    sum(services.paid) as paid,
    sum(services.revised) as revised,
    sum(services.forecast) as forecast,
    sum(services.declared) as declared
from services
inner join model.units as units
    on units.unit = services.unit
where units.parent = $unit
group by services.unit, units.position
having sum(services.profiled) <> 0 or sum(services.paid) <> 0 or sum(services.revised) <> 0
order by units.position
