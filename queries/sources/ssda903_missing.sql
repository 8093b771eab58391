-- A time that a looked-after child was missing or away without leave, from the latest return that holds it. One that
-- begins after its return's year is left out: the return cannot know of it.
select
    missing.child,
    missing.kind,
    missing.start as starts,
    missing."end" as ends
from loaded.ssda903_missing as missing
join loaded.files as files on files.file = missing.file
where missing.start <= files.period_end
qualify row_number() over (
    partition by missing.child, missing.start
    order by files.period_end desc, missing.file desc, missing.line desc
) = 1
