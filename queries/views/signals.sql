-- The signals of every measure at a unit in a month. The assurance of single months is left out where the standing is of
-- twelve: the two would contradict each other.
select
    s.measure,
    s.status,
    s.judged,
    s.variation,
    s.rule,
    s.run,
    case when s.basis = m.basis then s.assurance end as assurance
from cube.signals as s
join about.measures as m on m.key = s.measure
where month = $month and unit = $unit
