-- The measures that are read together with one, with the reason and how they stand at a unit in a month.
select
    p.beside as measure,
    p.why,
    v.value,
    v.reason,
    v.standing,
    s.status,
    s.variation,
    case when s.basis = m.basis then s.assurance end as assurance
from about.pairs as p
join about.measures as m on m.key = p.beside
left join cube.card_values as v on v.measure = p.beside and v.unit = $unit and v.month = $month
left join cube.signals as s on s.measure = p.beside and s.unit = $unit and s.month = $month
where p.measure = $measure
order by p.beside
