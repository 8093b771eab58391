-- People with support at a unit by user group and age band, in the same month of each year up to one.
select
    month,
    user_group,
    age_band,
    people
from cube.demand
where unit = $unit
    and month <= $month
    and month(month) = month($month)
order by month, user_group, age_band
