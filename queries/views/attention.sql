-- The signal and the standing of every measure on the scorecards of a unit and of all below it, in a month. The assurance
-- of single months says nothing of a standing that is of twelve. What is too old to be judged is no finding.
select
    s.measure,
    s.unit,
    above.steps,
    s.status,
    s.judged,
    s.value as charted_value,
    s.variation,
    s.rule,
    s.run,
    case when s.basis = m.basis then s.assurance end as assurance,
    s.mean,
    s.lower,
    s.upper,
    s.p,
    s.moved,
    s.span,
    v.value,
    v.standing,
    v.target_low,
    v.target_high
from cube.signals as s
join about.measures as m on m.key = s.measure
join model.units_above as above on above.unit = s.unit and above.month = s.month and above.above = $unit
join cube.cards as card on card.unit = s.unit and card.measure = s.measure
left join cube.card_values as v on v.measure = s.measure and v.unit = s.unit and v.month = s.month
where s.month = $month and v.last_known is null
order by s.measure, above.steps, s.unit
