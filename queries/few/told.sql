-- The parts that are told to whoever may not open the records and sees no unit that stands higher than `from_depth`.
create table cube.told_parts as
select measure, unit, month, basis, slice, slice_value, from_depth
from parts
where from_depth <= (select max(depth) from model.units)
order by measure, basis, slice, unit, month, slice_value
