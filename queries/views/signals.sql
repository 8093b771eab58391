-- The signals of every measure at a unit in a month.
select
    measure,
    status,
    judged,
    variation,
    rule,
    run,
    assurance
from cube.signals
where month = $month and unit = $unit
