-- table
-- One episode of being looked after, from the latest return that holds it, without the agreed short breaks (legal status
-- V3 and V4). Where a child has two at once, the days belong to the one begun last: `stays_to` is the end in that sense.
-- An open episode is known to last to the end of the year of its return, and no further. The next return must have what
-- was open at the end of the year: what it has no longer was over by then, and where it has another for the child on that
-- day, with another start, that one is the same put right and the older is dropped.
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

put_right as (
    select distinct
        latest.child,
        latest.start
    from latest
    join loaded.ssda903_episodes as newer
        on newer.child = latest.child
        and newer.start <= latest.known_to
        and coalesce(newer."end", date '9999-12-31') > latest.known_to
    join loaded.files as files
        on files.file = newer.file
        and files.period_start = latest.known_to + 1
    where latest."end" is null
),

counted as (
    select
        latest.*,
        case
            when latest."end" is null and latest.known_to < years.last_day then latest.known_to + 1
            else latest."end"
        end as ends
    from latest
    cross join (select max(period_end) as last_day from sources.ssda903_years) as years
    left join put_right
        on put_right.child = latest.child
        and put_right.start = latest.start
    where put_right.child is null
)

select
    child,
    start as starts,
    ends,
    least(coalesce(ends, known_to + 1), lead(start) over (partition by child order by start)) as stays_to,
    reason_new,
    legal_status,
    placement,
    placement_provider,
    placement_postcode,
    urn,
    known_to
from counted
where coalesce(legal_status, '') not in ('V3', 'V4')
