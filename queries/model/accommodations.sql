-- Where a person lives, as the events that have begun by a day say: a known home before an unknown one, then the latest return,
-- the latest end (an open one first) and the latest start; where its rows say two things it is unknown. An unknown home is that of
-- the latest service: the latest end (an open one first), then the highest type, then a component that tells of a home, then the
-- latest start. One row for the days from one event to the next. `settled` is the person's own or family home (ASCOF 2E).
with told as (
    select
        events.person,
        events.starts,
        coalesce(homes.code, 0) as code,
        least(date_diff('day', date '1880-01-01', coalesce(events.ends, date '2150-01-01')), 99999) as end_day,
        date_diff('day', date '1880-01-01', events.starts) as start_day,
        events.position,
        events.event = 'Service' as is_service,
        case events.service_type
            when 'Long term support: Nursing care' then 7
            when 'Long term support: Residential care' then 6
            when 'Long term support: Community' then 5
            when 'Long term support: Prison' then 4
            when 'Short term support: ST-Max' then 3
            when 'Short term support: Ongoing low level' then 2
            when 'Short term support: Other short term' then 1
            else 0
        end as height,
        case events.component
            when 'Home support or domiciliary care' then 1
            when 'Community supported living' then 2
            when 'Extra care housing' then 3
            when 'Shared Lives' then 4
            else 0
        end as component
    from sources.cld_events as events
    left join sources.cld_homes as homes on homes.accommodation = events.accommodation
),

-- An order as one number, to which what the event says is added, once as it is and once turned round: where the two highest
-- numbers say the same, what stands highest in the order says one thing.
numbered as (
    select
        person,
        starts,
        (
            cast(code > 0 as bigint) * 10000000000000 + position * 10000000000 + end_day * 100000 + start_day
        ) * 100 as home_order,
        code,
        case when is_service then (
            (end_day * 10 + height) * 10 + cast(component > 0 as bigint)
        ) * 1000000 + start_day * 10 end as service_order,
        height,
        component
    from told
),

known as (
    select
        person,
        starts,
        max(home_order + code) over reached as top_home,
        max(home_order + 99 - code) over reached as bottom_home,
        max(service_order + component) over reached as top_service,
        max(service_order + 9 - component) over reached as bottom_service
    from numbered
    window reached as (partition by person order by starts range between unbounded preceding and current row)
),

read as (
    select
        person,
        starts,
        case when top_home % 100 = 99 - bottom_home % 100 then top_home % 100 else 0 end as code,
        top_service // 10000000 % 10 as height,
        case when top_service % 10 = 9 - bottom_service % 10 then top_service % 10 else 0 end as component
    from known
    group by person, starts, top_home, bottom_home, top_service, bottom_service
),

presumed as (
    select
        person,
        starts,
        case
            when code > 0 then code
            when height = 7 then 17
            when height = 6 then 16
            when component = 4 then 6
            when component = 3 then 8
            when component = 2 then 5
            when height = 5 and component = 1 then 20
            when height = 5 then 21
            when height = 4 then 18
            else 0
        end as code
    from read
),

changes as (
    select
        *,
        lag(code) over (partition by person order by starts) is distinct from code as changed
    from presumed
)

select
    changes.person,
    homes.accommodation,
    homes.settled,
    changes.starts,
    coalesce(lead(changes.starts) over (partition by changes.person order by changes.starts) - 1, date '9999-12-31') as ends
from changes
inner join sources.cld_homes as homes on homes.code = changes.code
where changes.changed
