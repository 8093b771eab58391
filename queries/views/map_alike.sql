-- Measures that say nearly the same: what is new in each month moves together.
select
    first,
    second,
    strength,
    pairs
from cube.alike
order by strength desc, first, second
