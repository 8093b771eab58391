-- What each measure that is counted by provider shows of one of them at a unit in a month: it is asked of that provider's card.
select v.*
from cube.card_values as v
where v.unit = $unit
    and v.month = $month
order by v.measure
