-- The month nearest to one in which a measure has a value at a unit; the later of two that are as near.
select month
from cube.card_values
where unit = $unit and measure = $measure and value is not null and month <> $other
order by abs(date_diff('month', month, $month)), month desc
limit 1
