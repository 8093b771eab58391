-- The measures on every unit's scorecard, in their order.
select
    unit,
    perspective,
    objective,
    measure
from cube.cards
order by unit, position, measure
