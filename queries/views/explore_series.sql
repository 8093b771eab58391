-- The course of several measures at several units: counted in one way, and in each measure's own.
select
    measure,
    unit,
    basis,
    own,
    charted,
    first_month,
    vals,
    numerators,
    denominators
from cube.series
where list_contains($measures, measure)
    and list_contains($units, unit)
    and (own or basis = $basis)
order by measure, unit, own, basis
