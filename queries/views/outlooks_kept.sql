-- The outlooks of some measures at one unit from a month on, of those that the build worked out.
select
    measure,
    ahead,
    reason,
    months_left,
    points,
    lowers,
    uppers,
    kind,
    point,
    lower,
    upper
from cube.outlooks
where unit = $unit and month = $month and list_contains($measures, measure)
order by measure
