-- What was paid for each user group at a unit in the twelve months to one.
select
    line as user_group,
    cast(sum(actual) as double) as paid,
    count(*) as months
from cube.line_months
where unit = $unit
    and cut = 'user_group'
    and month between $first and $month
group by line
order by line
