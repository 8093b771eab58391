-- How many measures of a unit (or one: $measure) have a value of their own in a month after this one, and the last such month.
select
    count(distinct measure) as measures,
    max(month) as last_month
from cube.card_values
where unit = $unit
    and month > $month
    and age = 0
    and value is not null
    and ($measure is null or measure = $measure)
