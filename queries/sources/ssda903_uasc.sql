-- A child looked after as an unaccompanied asylum seeker, up to the day on which that ceases, as the latest return has it.
select
    arrived.child,
    arrived.ceased
from loaded.ssda903_uasc as arrived
join loaded.files as files on files.file = arrived.file
qualify row_number() over (
    partition by arrived.child
    order by files.period_end desc, arrived.file desc, arrived.line desc
) = 1
