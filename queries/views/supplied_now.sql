-- What stands now where a value is entered by hand: of a measure at a unit, the figure whose period ends in a month.
select period_start, period_end, value
from cube.own_values
where measure = $measure and unit = $unit and month = $month
