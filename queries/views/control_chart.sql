-- The control chart of one measure at one unit as it stood in a month.
select
    s.basis,
    s.first_month,
    s.judged,
    s.value,
    s.status,
    s.variation,
    s.rule,
    s.run,
    s.assurance,
    s.target,
    s.mean,
    s.lower,
    s.upper,
    s.months,
    s.p,
    s.moved,
    s.span,
    s.starts,
    s.means,
    s.lowers,
    s.uppers,
    s.points,
    s.rules
from cube.signals as s
where s.measure = $measure and s.unit = $unit and s.month = $month
