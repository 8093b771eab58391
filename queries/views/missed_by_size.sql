-- Measures that most units of a level miss by the size of what they serve: of the units held to a target that was set above
-- them more than half miss it, and the unit that it was set for does better than every one of them. What they share in as
-- equals would be about their mean; they are parts of it, and the target may be the whole's alone.
with held as (
    select u.level, v.measure, v.unit, v.value, v.standing, k.better, v.target_unit, whole.value as whole
    from cube.card_values as v
    join cube.card_values as whole
        on whole.measure = v.measure and whole.unit = v.target_unit and whole.month = v.month
    join model.units as u on u.unit = v.unit
    join about.measures as k on k.key = v.measure
    where v.month = $month and v.standing in ('met', 'near', 'missed') and v.target_unit <> v.unit
        and k.better in ('higher', 'lower')
        and exists (select 1 from cube.cards as c where c.unit = v.unit and c.measure = v.measure)
)

select
    level,
    measure,
    target_unit,
    count(*) as units,
    count(*) filter (where standing = 'missed') as missed
from held
group by level, measure, target_unit
having count(*) >= 3
    and count(*) filter (where standing = 'missed') > count(*) / 2
    and bool_and(case better when 'higher' then value < whole else value > whole end)
order by level, measure, target_unit
