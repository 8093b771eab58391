-- Measures of different objectives that pull apart, the surest first.
select
    unit,
    first,
    second,
    lag,
    strength,
    pairs,
    p
from cube.pulls
where list_contains($units, unit)
order by p, unit, first, second
