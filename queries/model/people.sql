-- An adult (or young person in transition) known from client files. Of the events that say a thing the latest return speaks, then
-- the latest end, an open one first, then the latest start; where its rows say two things, nothing is known. Of births the
-- earliest of the latest return that has one, of deaths the latest.
with events as (
    select
        *,
        -- The order of events as one number: position, days of end and of start.
        position * 10000000000
        + least(date_diff('day', date '1880-01-01', coalesce(ends, date '2150-01-01')), 99999) * 100000
        + date_diff('day', date '1880-01-01', starts) as place,
        coalesce(support_reason not in ('Unknown', 'Social support: Support to unpaid carer'), false) as reason_known,
        coalesce(gender <> 'Unknown', false) as gender_known,
        case
            when ethnicity is null or ethnicity = 'No data: Undeclared or not known' then 0
            when ethnicity = 'No data: Refused' then 1
            else 2
        end as ethnicity_known
    from sources.cld_events
),

ranked as (
    select
        *,
        place + cast(reason_known as bigint) * 100000000000000 as reason_place,
        place + cast(gender_known as bigint) * 100000000000000 as gender_place,
        place + cast(ethnicity_known as bigint) * 100000000000000 as ethnicity_place,
        coalesce(support_reason, 'Unknown') as reason,
        coalesce(gender, 'Unknown') as known_gender,
        coalesce(ethnicity, 'No data: Undeclared or not known') as known_ethnicity
    from events
),

latest as (
    select
        person,
        arg_max(client_type, place) as client_type,
        arg_max(birth, row(position, -date_diff('day', date '1880-01-01', birth))) filter (birth is not null) as birth,
        arg_max(death, row(position, death)) filter (death is not null) as death,
        arg_max(reason, row(reason_place, reason)) as reason,
        arg_min(reason, row(-reason_place, reason)) as other_reason,
        arg_max(known_gender, row(gender_place, known_gender)) as gender,
        arg_min(known_gender, row(-gender_place, known_gender)) as other_gender,
        arg_max(known_ethnicity, row(ethnicity_place, known_ethnicity)) as ethnicity,
        arg_min(known_ethnicity, row(-ethnicity_place, known_ethnicity)) as other_ethnicity
    from ranked
    group by person
)

select
    person,
    client_type,
    birth,
    death,
    case
        when gender = other_gender and gender in ('Female', 'Male', 'Other') then gender
        else 'Not known'
    end as sex,
    case
        when ethnicity <> other_ethnicity or ethnicity like 'No data%' then 'Not known'
        else split_part(ethnicity, ':', 1)
    end as ethnicity,
    case
        when reason <> other_reason then 'Not known'
        when reason like 'Physical support%' then 'Physical support'
        when reason like 'Sensory support%' then 'Sensory support'
        when reason = 'Support with memory and cognition' then 'Memory and cognition'
        when reason = 'Learning disability support' then 'Learning disability'
        when reason = 'Mental health support' then 'Mental health'
        when reason like 'Social support%' then 'Social support'
        else 'Not known'
    end as user_group
from latest
