-- A child adopted in the year of a return, once a child: the latest return that says so.
select
    adopted.child,
    files.period_end as year_end
from loaded.ssda903_ad1 as adopted
join loaded.files as files on files.file = adopted.file
qualify row_number() over (
    partition by adopted.child
    order by files.period_end desc, adopted.file desc, adopted.line desc
) = 1
