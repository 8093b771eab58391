-- Some units and those above them, each in the months in which it was so, in no order.
select month, above
from model.units_above
where list_contains($units, unit)
