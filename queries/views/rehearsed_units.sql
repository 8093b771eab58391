-- The units that a target at a unit would hold for in a month, with what they would be judged by: the unit itself and, of a
-- share, a mean or a ratio, those below it without a nearer one. What is added up is the whole's alone.
select a.unit, v.value, v.standing,
    cube.standing(
        k.better, round(v.value, k.decimals), $low, coalesce($high, $low), cast($floor as double), k.near
    ) as would
from model.units_above as a
join about.measures as k on k.key = $measure
join cube.card_values as v on v.measure = k.key and v.unit = a.unit and v.month = a.month and v.value is not null
left join cube.targets as t on t.measure = k.key and t.unit = a.unit and t.month = a.month
where a.above = $unit and a.month = $month
    and (a.unit = $unit or (
        k.kind not in ('count', 'money') and k.base = ''
        and (t.target_unit is null or t.target_unit in (
            select line.above from model.units_above as line where line.unit = $unit and line.month = $month
        ))
    ))
order by a.unit
