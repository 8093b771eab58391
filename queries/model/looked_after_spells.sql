-- A child looked after without a break. `ends` is null while it is known to last, which is up to `known_to`.
with flagged as (
    select
        *,
        case
            when starts <= max(coalesce(ends, date '9999-12-31')) over (
                partition by child
                order by starts
                rows between unbounded preceding and 1 preceding
            ) then 0
            else 1
        end as begins
    from sources.ssda903_episodes
),

numbered as (
    select
        *,
        sum(begins) over (partition by child order by starts rows unbounded preceding) as number
    from flagged
)

select
    child,
    min(starts) as starts,
    case when bool_or(ends is null) then null else max(ends) end as ends,
    max(known_to) as known_to
from numbered
group by child, number
