-- A spell of short-term support to maximise independence (ST-Max) of a new client, in the month in which it ended, with its
-- sequel by the rules of ASCOF 2A. Services that begin at most 7 days after the latest end before are one spell; its outcome is that
-- of the latest end. New: no long-term support that began before the spell and was open or ended under 91 days before it.
-- The sequel is, in this order: death by 7 days after the end; own outcome hospital; the highest service that began between the
-- spell's start and 7 days after its end and lasted beyond it; the first outcome in the official order, of those that conclude, among
-- the spell's own, those of requests, assessments and reviews that follow, and that of the last assessment or review that ended in
-- the last 13 days of the spell; equipment in the spell; the own outcome.
with events as (
    select
        row_number() over (order by person, starts, ends, event, service_type, component, outcome_position, position) as event_id,
        person,
        event,
        starts,
        coalesce(ends, date '9999-12-31') as until,
        service_type,
        component,
        provider,
        outcome,
        outcome_position,
        case when outcome_position between 6 and 17 then outcome_position end as concluding,
        coalesce(event = 'Service' and service_type = 'Short term support: ST-Max', false) as is_spell,
        known_to
    from sources.cld_events
    where client_type = 'Service user'
        and (ends is null or ends >= starts)
),

ordered as (
    select
        *,
        max(until) over (
            partition by person
            order by starts, until, coalesce(concluding, outcome_position + 100), event_id
            rows between unbounded preceding and 1 preceding
        ) as reached
    from events
    where is_spell
),

numbered as (
    select
        *,
        sum(case when starts <= reached + 7 then 0 else 1 end) over (
            partition by person
            order by starts, until, coalesce(concluding, outcome_position + 100), event_id
            rows unbounded preceding
        ) as spell
    from ordered
),

spells as (
    select
        person,
        spell,
        min(starts) as starts,
        max(until) as ends,
        arg_max(
            struct_pack(outcome := outcome, concluding := concluding, provider := provider),
            row(until, -coalesce(concluding, outcome_position + 100), event_id)
        ) as own
    from numbered
    group by person, spell
    having bool_and(until <= known_to)
),

clients as (
    select
        spells.*,
        people.birth,
        people.death
    from spells
    left join model.people as people on people.person = spells.person
    where coalesce(people.death >= spells.starts, true)
        and coalesce(people.birth <= spells.ends - interval 18 year, true)
        and not exists (
            select 1
            from events
            where events.person = spells.person
                and events.event = 'Service'
                and events.service_type like 'Long term support%'
                and events.starts < spells.starts
                and events.until > spells.starts - 91
        )
),

-- What else there is of the person from the spell's start to 7 days after its end; the spell's own services are not.
beside as (
    select
        clients.person,
        clients.spell,
        clients.starts as spell_starts,
        clients.ends as spell_ends,
        clients.own.concluding as own_concluding,
        events.event_id,
        events.event,
        events.component,
        events.outcome,
        events.concluding,
        events.until,
        events.until > clients.ends as follows,
        case case when events.event = 'Service' then events.service_type end
            when 'Long term support: Nursing care' then 1
            when 'Long term support: Residential care' then 2
            when 'Long term support: Community' then 3
            when 'Long term support: Prison' then 4
            when 'Short term support: Ongoing low level' then 6
            when 'Short term support: Other short term' then 7
        end as height
    from clients
    inner join events
        on events.person = clients.person
        and events.starts between clients.starts and clients.ends + 7
        and not (events.is_spell and events.starts <= clients.ends)
),

told as (
    select
        person,
        spell,
        bool_or(follows) as followed,
        min(case when follows then height * 2 - case
            when component in ('Short term residential care', 'Short term nursing care') then 1
            else 0
        end end) as best,
        bool_or(
            follows and coalesce(event, '') <> 'Service' and coalesce(outcome, '') <> 'NFA: Support ended as planned'
            and (own_concluding is not null or concluding is not null)
        ) as can_be_told,
        min(case
            when follows and coalesce(event, '') <> 'Service' and coalesce(outcome, '') <> 'NFA: Support ended as planned'
                then concluding
        end) as following,
        arg_max(concluding, row(until, -concluding, event_id)) filter (
            event in ('Assessment', 'Review') and until > spell_starts and until <= spell_ends
            and date_diff('day', until, spell_ends) < 14 and concluding is not null
        ) as within,
        bool_or(
            coalesce(event = 'Service' and component = 'Equipment', false) and until > spell_starts and not follows
        ) as equipment
    from beside
    group by person, spell
),

concluded as (
    select
        clients.*,
        told.best,
        coalesce(told.equipment, false) as equipment,
        least(
            case when not coalesce(told.followed, false) or told.can_be_told then clients.own.concluding end,
            told.following,
            told.within
        ) as concluding
    from clients
    left join told on told.person = clients.person and told.spell = clients.spell
),

sequels as (
    select
        concluded.*,
        case
            when concluded.death <= concluded.ends + 7 then 'NFA: Deceased'
            when concluded.own.outcome = 'Admitted to hospital' then 'Admitted to hospital'
            when concluded.best in (1, 2) then 'Long term support: Nursing care'
            when concluded.best in (3, 4) then 'Long term support: Residential care'
            when concluded.best in (5, 6) then 'Long term support: Community'
            when concluded.best in (7, 8) then 'Long term support: Prison'
            when concluded.best in (11, 12) then 'Short term support: Ongoing low level'
            when concluded.best = 13 then 'Short term support: Residential or nursing care'
            when concluded.best = 14 then 'Short term support: Other short term'
            when concluded.concluding is not null then outcomes.outcome
            when concluded.equipment then 'Short term support: Ongoing low level'
            else coalesce(concluded.own.outcome, 'Not known')
        end as sequel
    from concluded
    left join sources.cld_outcomes as outcomes on outcomes.position = concluded.concluding
)

select
    cast(date_trunc('month', sequels.ends) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    sequels.person,
    sequels.starts,
    sequels.ends,
    sequels.own.provider as provider,
    sequels.own.outcome as outcome,
    sequels.sequel,
    case
        when sequels.sequel like 'Long term support%' then 'long-term support'
        when sequels.sequel = 'Short term support: Residential or nursing care' then 'short stay in a care home'
        when sequels.sequel like 'Short term support%' then 'short-term or low-level support'
        when sequels.sequel in (
            'NFA: Information and advice or signposting', 'NFA: Support ended as planned',
            'NFA: Responsibility moved to another local authority', 'NFA: Other',
            'NFA: No services offered for other reason', 'NFA: Support ended for other reason',
            'NFA: Referral to other service within the local authority'
        ) then 'no further request'
        when outcomes.concludes then 'ended early'
        else 'not known'
    end as came_next,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from sequels
left join sources.cld_outcomes as outcomes on outcomes.outcome = sequels.sequel
left join model.allocations as allocations
    on allocations.person = sequels.person
    and allocations.starts <= sequels.ends
    and coalesce(allocations.ends, date '9999-12-31') >= sequels.ends
left join model.people as people on people.person = sequels.person
left join model.age_bands as bands
    on bands.age = (year(sequels.ends) - year(sequels.birth)) - case
        when month(sequels.birth) * 100 + day(sequels.birth) > month(sequels.ends) * 100 + day(sequels.ends) then 1
        else 0
    end
left join model.root as root on true
