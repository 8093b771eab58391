-- The change on the year before of each measure of a unit whose values come by the quarter or the year, at the newest
-- period that had ended by a month; and all its values up to then, oldest first.
select
    measure,
    arg_max(movement, month) as movement,
    arg_max(moved, month) as moved,
    arg_max(moved_lower, month) as moved_lower,
    arg_max(moved_upper, month) as moved_upper,
    list(value order by month) as vals
from cube.period_values
where unit = $unit and month <= $month
group by measure
order by measure
