-- One measure at one unit in several months.
select month, value, numerator, denominator
from cube.card_values
where measure = $measure and unit = $unit and list_contains($months, month)
order by month
