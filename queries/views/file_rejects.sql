-- The lines of one file that were refused or let in with a warning.
select
    line,
    column_name,
    value,
    reason,
    action
from about.rejects
where file = $file
order by line, column_name, reason
limit $limit
