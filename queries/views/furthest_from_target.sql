-- Measures that miss their target at units below, each at the unit furthest from it in proportion to the target.
with missed as (
    select
        now.unit,
        now.measure,
        now.value,
        now.target_low,
        now.target_high,
        abs(now.value - coalesce(case when now.value < now.target_low then now.target_low end, now.target_high, now.target_low))
            / greatest(abs(coalesce(now.target_low, now.target_high)), 1) as how_far
    from cube.card_values as now
    join cube.cards as card on card.unit = now.unit and card.measure = now.measure
    join model.units_above as above on above.unit = now.unit and above.month = now.month and above.above = $unit
    where now.month = $month and now.standing = 'missed'
),

ranked as (
    select
        *,
        row_number() over (partition by measure order by how_far desc, unit) as place,
        count(*) over (partition by measure) as units
    from missed
)

select
    measure,
    unit,
    units,
    value,
    target_low,
    target_high
from ranked
where place = 1
order by how_far desc, measure
limit 8
