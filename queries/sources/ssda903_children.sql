-- One child of the returns of looked-after children, as the latest return has it.
select
    header.child,
    header.birth,
    header.sex,
    header.ethnicity
from loaded.ssda903_header as header
join loaded.files as files on files.file = header.file
qualify row_number() over (
    partition by header.child
    order by files.period_end desc, header.file desc, header.line desc
) = 1
