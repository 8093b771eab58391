-- The control charts of several measures at several units as they stood in a month.
select
    measure,
    unit,
    basis,
    first_month,
    judged,
    status::varchar as status,
    variation::varchar as variation,
    run,
    starts,
    means,
    lowers,
    uppers,
    points
from cube.signals
where list_contains($measures, measure)
    and list_contains($units, unit)
    and month = $month
order by measure, unit, basis
