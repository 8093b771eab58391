-- Why lines of each file were refused or warned of, counted.
select
    file,
    action,
    reason,
    count(*) as lines
from about.rejects
group by file, action, reason
order by file, lines desc, reason
