-- table
-- One event of one person, by the national processing: of the returns that serve a month, the rows in the days that each is
-- asked about; of one event the row of the latest return, then an open end, then the latest end, then the outcome that counts
-- first, then the row that came last. A service that was open at the end of a return and is not in the next ended on that day:
-- a return says what is open. Requests, assessments and reviews come complete, so the end is part of what tells two apart.
with asked as (
    select
        rows.*,
        returns.received,
        periods.council,
        periods.position,
        periods.last_day,
        periods.is_last
    from sources.cld as rows
    inner join sources.cld_periods as periods on periods.file = rows.file
    inner join sources.cld_returns as returns on returns.file = rows.file
    where rows.starts <= periods.last_day
        and (rows.death is null or rows.death >= periods.first_day and rows.death >= rows.starts)
        and case
            when rows.event = 'Service' then rows.ends is null or rows.ends >= periods.first_day
            else rows.ends between periods.first_day and periods.last_day
        end
),

kept as (
    select
        council,
        person,
        event,
        starts,
        client_type,
        case when event = 'Service' then service_type end as service_type,
        case when event = 'Service' then component end as component,
        case when coalesce(event, '') <> 'Service' then ends end as completed,
        kind_key,
        arg_max(
            struct_pack(
                ends := ends,
                outcome := outcome,
                outcome_position := outcome_position,
                route := route,
                assessment := assessment,
                review_reason := review_reason,
                delivery := delivery,
                provider := provider,
                birth := birth,
                death := death,
                gender := gender,
                ethnicity := ethnicity,
                support_reason := support_reason,
                accommodation := accommodation,
                place := position,
                last_day := last_day,
                is_last := is_last
            ),
            row(position, coalesce(ends, date '9999-12-31'), -outcome_position, received, line)
        ) as latest
    from asked
    group by
        council,
        person,
        event,
        starts,
        client_type,
        case when event = 'Service' then service_type end,
        case when event = 'Service' then component end,
        case when coalesce(event, '') <> 'Service' then ends end,
        kind_key
)

select
    person,
    event,
    starts,
    client_type,
    service_type,
    component,
    case
        when event = 'Service' and not latest.is_last
            then least(coalesce(latest.ends, latest.last_day), latest.last_day)
        else latest.ends
    end as ends,
    latest.outcome as outcome,
    latest.outcome_position as outcome_position,
    latest.route as route,
    latest.assessment as assessment,
    latest.review_reason as review_reason,
    latest.delivery as delivery,
    latest.provider as provider,
    latest.birth as birth,
    latest.death as death,
    latest.gender as gender,
    latest.ethnicity as ethnicity,
    latest.support_reason as support_reason,
    latest.accommodation as accommodation,
    latest.place as position,
    latest.last_day as known_to
from kept
