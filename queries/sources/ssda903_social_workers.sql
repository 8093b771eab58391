-- A time that one social worker held the case of a looked-after child, from the latest return that holds it. An open one is
-- known to last to the end of the year of its return.
select
    workers.child,
    workers.worker,
    workers.start as starts,
    coalesce(workers."end", files.period_end) as known_to
from loaded.ssda903_social_workers as workers
join loaded.files as files on files.file = workers.file
where workers.worker is not null
qualify row_number() over (
    partition by workers.child, workers.worker, workers.start
    order by files.period_end desc, workers.file desc, workers.line desc
) = 1
