-- table
-- One episode of being looked after as the return of one year has it, without the agreed short breaks (legal status V3
-- and V4). What a child is in a year is told by the return of that year, as the published figures are: a later return adds
-- nothing to a year that is over, and a corrected one takes the place of the whole. Where a child has two episodes at once,
-- the days belong to the one begun last: `stays_to` is the end in that sense.
with returned as (
    select
        episodes.*,
        files.period_start as year_start,
        files.period_end as year_end
    from loaded.ssda903_episodes as episodes
    join loaded.files as files on files.file = episodes.file
    qualify row_number() over (
        partition by episodes.child, episodes.start, files.period_end
        order by episodes.file desc, episodes.line desc
    ) = 1
)

select
    child,
    start as starts,
    "end" as ends,
    least(coalesce("end", year_end + 1), lead(start) over (partition by child, year_end order by start)) as stays_to,
    reason_new,
    legal_status,
    placement,
    placement_provider,
    placement_postcode,
    urn,
    year_start,
    year_end
from returned
where coalesce(legal_status, '') not in ('V3', 'V4')
