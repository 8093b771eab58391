-- Why lines of each file were refused or warned of, with the column, counted.
select
    file,
    action,
    case when coalesce(column_name, '') = '' then reason else column_name || ': ' || reason end as why,
    count(*) as lines
from about.rejects
group by file, action, why
order by file, lines desc, why
