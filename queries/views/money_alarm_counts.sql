-- How many alarms of money stand at each unit in each month.
select
    unit,
    month,
    count(*) as alarms
from cube.money_alarms
group by unit, month
