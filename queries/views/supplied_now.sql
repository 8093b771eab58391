-- What stands now where values are entered by hand: of measures at units, each figure in the month in which its period ends.
select measure, unit, period_start, period_end, value
from cube.own_values
where list_contains($measures, measure) and list_contains($units, unit) and month = date_trunc('month', period_end)
