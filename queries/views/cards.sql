-- The measures on a unit's scorecard, in their order.
select
    perspective,
    objective,
    measure
from cube.cards
where unit = $unit
order by position, measure
