-- Whether each measure at several units is changing, as its control chart stood in a month. `away` is how far the point judged lies
-- from the middle of its usual range, in thirds of the way to its edge (standard deviations); the wider half where one is cut at nought.
select
    unit,
    measure,
    value,
    status,
    variation,
    rule,
    run,
    judged,
    3 * abs(value - mean) / nullif(greatest(upper - mean, mean - lower), 0) as away
from cube.signals
where month = $month and list_contains($units, unit)
