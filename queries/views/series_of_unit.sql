-- All months of some measures at one unit, on each basis, with the position at which the chart of each last began anew.
select
    s.measure,
    s.basis,
    s.own,
    s.charted,
    s.first_month,
    s.vals,
    s.numerators,
    s.denominators,
    coalesce(c.starts[-1], 0) as start
from cube.series as s
left join cube.signals as c on c.measure = s.measure and c.unit = s.unit and c.month = $month
where s.unit = $unit and list_contains($measures, s.measure)
order by s.measure, s.basis
