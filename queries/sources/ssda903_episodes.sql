-- table: one episode of being looked after, from the latest return that holds it, without the agreed short breaks
-- (legal status V3 and V4). It lasts up to the day it ends, and a next episode's start ends it. An open episode is known
-- to last to the end of the year of its return, and no further.
with latest as (
    select
        episodes.*,
        files.period_end as known_to
    from loaded.ssda903_episodes as episodes
    join loaded.files as files on files.file = episodes.file
    qualify row_number() over (
        partition by episodes.child, episodes.start
        order by files.period_end desc, episodes.file desc, episodes.line desc
    ) = 1
),

one_at_a_time as (
    select
        *,
        least("end", lead(start) over (partition by child order by start)) as ends
    from latest
)

select
    child,
    start as starts,
    ends,
    reason_new,
    legal_status,
    placement,
    placement_provider,
    placement_postcode,
    urn,
    known_to
from one_at_a_time
where coalesce(legal_status, '') not in ('V3', 'V4')
