-- The newest month in which a measure has a value at any of some units.
select max(month) as month
from cube.card_values
where list_contains($units, unit) and value is not null
