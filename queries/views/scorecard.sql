-- Each measure on a unit's scorecard in a month, with its past and the units like it.
select
    card.perspective,
    card.objective,
    card.measure,
    now.value,
    now.reason,
    now.standing,
    now.target_low,
    now.target_high,
    now.last_year,
    past.first_month,
    past.vals,
    alike.units,
    alike.vals
from cube.cards as card
left join cube.card_values as now
    on now.unit = $unit and now.month = $month and now.measure = card.measure
left join cube.series as past
    on past.unit = $unit and past.measure = card.measure
left join cube.peer_values as alike
    on alike.peers = $peers and alike.month = $month and alike.measure = card.measure
where card.unit = $unit
order by card.position, card.measure
