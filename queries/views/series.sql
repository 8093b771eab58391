-- All months of one measure at one unit, on each basis.
select
    basis,
    own,
    charted,
    first_month,
    vals,
    numerators,
    denominators
from cube.series
where measure = $measure and unit = $unit
order by charted desc, own desc, basis
