-- table
-- One episode of being looked after, from the latest return that holds it, without the agreed short breaks (legal status
-- V3 and V4). Where a child has two at once, the days belong to the one begun last: `stays_to` is the end in that sense.
-- An open episode is known to last to the end of the year of its return, and no further.
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
)

select
    child,
    start as starts,
    "end" as ends,
    least(coalesce("end", known_to + 1), lead(start) over (partition by child order by start)) as stays_to,
    reason_new,
    legal_status,
    placement,
    placement_provider,
    placement_postcode,
    urn,
    known_to
from latest
where coalesce(legal_status, '') not in ('V3', 'V4')
