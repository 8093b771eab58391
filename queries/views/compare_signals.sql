-- Whether each measure at several units is changing, as its control chart stood in a month.
select
    unit,
    measure,
    value,
    status,
    variation,
    rule,
    run,
    judged
from cube.signals
where month = $month and list_contains($units, unit)
