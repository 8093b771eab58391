-- What a pound of each line of a unit costs in the months after the store, where contracts already give another price.
select service, month, price
from cube.prices_ahead
where unit = $unit
