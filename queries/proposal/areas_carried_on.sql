-- A service area that took another name within its directorate: as of a directorate that did (carried_on).
with spans as (
    select directorate_key, service_key as key, min(month) as first_month, max(month) as last_month
    from proposal.month_places
    group by directorate_key, service_key
),

followed as (
    select
        directorate_key,
        service_key as key,
        lead(directorate_key) over (partition by cost_centre order by month) as next_directorate,
        lead(service_key) over (partition by cost_centre order by month) as next_key
    from proposal.month_places
),

moves as (
    select
        directorate_key,
        key,
        next_key,
        count(*) over (partition by directorate_key, key) as ways_out,
        count(*) over (partition by directorate_key, next_key) as ways_in
    from (select distinct directorate_key, key, next_key from followed where next_directorate = directorate_key and next_key <> key)
)

select moves.directorate_key, moves.key, moves.next_key
from moves
inner join spans as olds
    on olds.directorate_key = moves.directorate_key
    and olds.key = moves.key
inner join spans as news
    on news.directorate_key = moves.directorate_key
    and news.key = moves.next_key
    and news.first_month > olds.last_month
where moves.ways_out = 1 and moves.ways_in = 1 and moves.key <> ''
