-- The alarms of money at a unit and everywhere below it in a month, the largest money first; of the same, the higher unit.
select
    alarms.unit,
    alarms.service,
    alarms.kind,
    alarms.counted_in,
    alarms.budget,
    alarms.paid,
    alarms.agreed,
    alarms.delivered,
    alarms.agreed_cost,
    alarms.cost,
    alarms.price,
    alarms.volume,
    alarms.mix,
    alarms.plan,
    alarms.rest,
    alarms.spend_off,
    alarms.activity_off,
    alarms.price_off,
    alarms.forecast_off,
    alarms.running
from cube.money_alarms as alarms
inner join model.units_above as above
    on above.month = alarms.month
    and above.unit = alarms.unit
    and above.above = $unit
where alarms.month = $month
order by greatest(abs(alarms.price), abs(alarms.volume)) desc, above.steps, alarms.service, alarms.unit
