-- What was paid for each user group at a unit in the twelve months to one, and how much of it in months before an April.
select
    line as user_group,
    cast(sum(actual) as double) as paid,
    cast(coalesce(sum(actual) filter (month < $april), 0) as double) as before,
    count(*) as months
from cube.line_months
where unit = $unit
    and cut = 'user_group'
    and month between $first and $month
group by line
order by line
