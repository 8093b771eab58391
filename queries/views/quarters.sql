-- The courses of some measures, or all, at a unit that quarters can be taken from (dashboard/quarters.py), over all months.
select
    s.measure,
    k.kind,
    m.made_as,
    s.basis,
    s.first_month,
    s.vals,
    s.numerators,
    s.denominators
from cube.series as s
join about.measures as k on k.key = s.measure
join cube.made_as as m on m.measure = s.measure
where s.unit = $unit
    and ($measures is null or list_contains($measures, s.measure))
    and s.basis in ('quarter', 'snapshot')
order by s.measure, s.basis
