-- All months of the measures that have a target to be reached, at every unit, on each basis, with the position at which the
-- chart of each last began anew by $month.
select
    s.unit,
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
join cube.cards as k on k.unit = s.unit and k.measure = s.measure
join cube.targets as t on t.unit = s.unit and t.measure = s.measure and t.month = $month and t.target_low is not null
left join cube.signals as c on c.measure = s.measure and c.unit = s.unit and c.month = $month
order by s.unit, s.measure, s.basis
