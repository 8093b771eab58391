-- A placement of a looked-after child in the return of one year: all episodes with one carer, whatever the legal status. A
-- new one starts with the child's being looked after or with a change of carer (reasons S, P, B). A temporary stay (T0 to
-- T4) is none, nor is the return from it to the same place; nor is adoption by the carers (A3, A5). `ends` is null while
-- it is known to last.
with placed as (
    select
        *,
        coalesce(placement like 'T%', false) as temporary,
        max(coalesce(ends, date '9999-12-31')) over (
            partition by child, year_end
            order by starts
            rows between unbounded preceding and 1 preceding
        ) as reached,
        coalesce(lag(placement like 'T%') over (partition by child, year_end order by starts), false) as after_temporary,
        concat_ws('/', placement, placement_provider, placement_postcode, urn) as place
    from sources.ssda903_returned
),

homes as (
    select
        *,
        last_value(case when not temporary then place end ignore nulls) over (
            partition by child, year_end
            order by starts
            rows between unbounded preceding and 1 preceding
        ) as home_before
    from placed
),

flagged as (
    select
        *,
        case
            when temporary then false
            when reached is null or reached < starts then true
            when placement in ('A3', 'A5') then false
            when after_temporary then place is distinct from home_before
            else coalesce(reason_new in ('S', 'P', 'B'), false)
        end as begins
    from homes
),

numbered as (
    select
        *,
        sum(case when begins then 1 else 0 end) over (partition by child, year_end order by starts rows unbounded preceding) as number
    from flagged
)

select
    child,
    number,
    min(starts) as starts,
    case when bool_or(ends is null) then null else max(ends) end as ends,
    year_end
from numbered
where number > 0
group by child, year_end, number
