-- A directorate that took another name: what was paid from under the new name began after the old one was last seen, all of
-- the old one's cost centres that carry on stand under the new one next, and the new one took over from no other.
with spans as (
    select directorate_key as key, min(month) as first_month, max(month) as last_month
    from proposal.month_places
    group by directorate_key
),

followed as (
    select
        directorate_key as key,
        lead(directorate_key) over (partition by cost_centre order by month) as next_key
    from proposal.month_places
),

moves as (
    select
        key,
        next_key,
        count(*) over (partition by key) as ways_out,
        count(*) over (partition by next_key) as ways_in
    from (select distinct key, next_key from followed where next_key <> key)
)

select moves.key, moves.next_key
from moves
inner join spans as olds
    on olds.key = moves.key
inner join spans as news
    on news.key = moves.next_key
    and news.first_month > olds.last_month
where moves.ways_out = 1 and moves.ways_in = 1 and moves.key <> ''
