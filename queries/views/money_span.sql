-- The first and the last month in which anything was paid or budgeted at a unit; no months where nothing ever was.
select min(month) as first, max(month) as last
from cube.money_cells
where unit = $unit and (actual <> 0 or profiled <> 0 or revised <> 0)
