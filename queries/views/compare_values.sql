-- What several units come to on all their measures in a month, with what each value was made of; and where the target is that
-- of a unit above, what that unit counted.
select
    v.unit,
    v.measure,
    v.value,
    v.reason,
    v.standing,
    v.numerator,
    v.denominator,
    p.whole,
    p.target_unit,
    v.period_start,
    v.period_end
from cube.card_values as v
left join cube.parts_of_whole as p on p.unit = v.unit and p.measure = v.measure and p.month = v.month
where v.month = $month and list_contains($units, v.unit)
order by v.unit, v.measure
