-- Where a target above a unit is none for it (cube.targets): the unit's part of what the unit with the target counted, as in
-- "4 of the council's 267".
select
    v.measure,
    v.unit,
    v.month,
    n.target_unit,
    v.numerator,
    whole.numerator as whole
from cube.card_values as v
join about.measures as k on k.key = v.measure and k.better <> 'neither' and (k.kind = 'count' or k.base <> '')
join cube.nearest_targets as n on n.measure = v.measure and n.unit = v.unit and n.month = v.month and n.steps > 0
    and n.role = 'target'
join cube.card_values as whole
    on whole.measure = v.measure and whole.unit = n.target_unit and whole.month = v.month and whole.value is not null
where v.value is not null and v.target_low is null and v.target_high is null
order by v.month, v.unit, v.measure
