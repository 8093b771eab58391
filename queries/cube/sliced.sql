-- view
-- The cells of slices, quarters too.
select measure, unit, month, basis, slice, slice_value, numerator, denominator, records
from cube.cells
where slice <> ''
union all
select measure, unit, month, basis, slice, slice_value, numerator, denominator, records
from cube.quarter_cells
where slice <> ''
