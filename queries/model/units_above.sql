-- A unit and each unit above it (itself at 0 steps) in a month, as the tree stood in that month.
with recursive climb(month, unit, above, steps) as (
    select month, unit, unit, 0
    from model.unit_months
    union all
    select c.month, c.unit, u.parent, c.steps + 1
    from climb as c
    join model.unit_months as u on u.month = c.month and u.unit = c.above
    where u.parent is not null and c.steps < 20
)

select month, unit, above, steps
from climb
