-- An adult (or young person in transition) known from client files, as the latest return that says so has them.
with latest as (
    select
        person,
        arg_max(client_type, period_end) as client_type,
        arg_max(birth, period_end) as birth,
        arg_max(death, period_end) as death,
        arg_max(gender, period_end) as gender,
        arg_max(ethnicity, period_end) as ethnicity,
        arg_max(support_reason, period_end) as support_reason
    from sources.cld_people
    group by person
)

select
    person,
    client_type,
    birth,
    death,
    case
        when gender in ('Female', 'Male', 'Other') then gender
        else 'Not known'
    end as sex,
    case
        when ethnicity is null or ethnicity like 'No data%' then 'Not known'
        else split_part(ethnicity, ':', 1)
    end as ethnicity,
    case
        when support_reason like 'Physical support%' then 'Physical support'
        when support_reason like 'Sensory support%' then 'Sensory support'
        when support_reason = 'Support with memory and cognition' then 'Memory and cognition'
        when support_reason = 'Learning disability support' then 'Learning disability'
        when support_reason = 'Mental health support' then 'Mental health'
        when support_reason like 'Social support%' then 'Social support'
        else 'Not known'
    end as user_group
from latest
