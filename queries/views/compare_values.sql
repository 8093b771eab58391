-- What several units come to on all their measures in a month, with what each value was made of; and where the target is that
-- of a unit above, what that unit counted. `missed_by` is how far a judged value lies on the worse side of its target (below nought:
-- on the better one), in the share of the target by which a miss is still near; null where the target is nought.
with judged as (
    select
        v.*,
        measures.better,
        measures.near,
        v.target_low as least,
        coalesce(v.target_high, v.target_low) as most
    from cube.card_values as v
    join about.measures as measures on measures.key = v.measure
    where v.month = $month and list_contains($units, v.unit)
),

held as (
    select
        judged.*,
        case better
            when 'higher' then least - value
            when 'lower' then value - least
            else greatest(least - value, value - most, 0)
        end as beyond,
        abs(case when better = 'range' and value > most then most else least end)
        * near as still_near
    from judged
)

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
    v.period_end,
    case when v.standing in ('met', 'near', 'missed') then v.beyond / nullif(v.still_near, 0) end as missed_by,
    v.target_low,
    v.target_high
from held as v
left join cube.parts_of_whole as p on p.unit = v.unit and p.measure = v.measure and p.month = v.month
order by v.unit, v.measure
