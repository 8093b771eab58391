-- Units with a budget of their own in a financial year, with its sum.
select booked as unit, sum(original) as original
from cube.plan_lines
where unit = booked
    and financial_year = $financial_year
group by booked
having sum(original) <> 0
order by booked
