-- All months of each measure at a unit.
select
    measure,
    first_month,
    vals
from cube.series
where unit = $unit and own
