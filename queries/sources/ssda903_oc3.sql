-- What a return says of one young person who has left care, once a person and year.
select
    leavers.child,
    leavers.birth,
    files.period_end as year_end,
    leavers.in_touch,
    leavers.activity,
    leavers.accommodation
from loaded.ssda903_oc3 as leavers
join loaded.files as files on files.file = leavers.file
qualify row_number() over (
    partition by leavers.child, files.period_end
    order by leavers.file desc, leavers.line desc
) = 1
