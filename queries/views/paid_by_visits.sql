-- The services whose packages are paid by the hours of the visit log in a month at a unit and all below it.
select distinct owed.service
from model.owed as owed
inner join model.units_above as above
    on above.month = owed.month
    and above.unit = owed.unit
    and above.above = $unit
where owed.month = $month
    and owed.counted_in = 'hours'
order by owed.service
