-- Measures that should be on a scorecard somewhere below a unit but have no value, by reason.
select
    now.measure,
    now.reason,
    count(*) as units
from cube.card_values as now
join cube.cards as card on card.unit = now.unit and card.measure = now.measure
join model.units_above as above on above.unit = now.unit and above.month = now.month and above.above = $unit
where now.month = $month and now.standing = 'no value'
group by now.measure, now.reason
order by units desc, now.measure, now.reason
limit 8
