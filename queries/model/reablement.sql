-- A spell of short-term support to maximise independence of a new client, in the month in which it ended, with what came
-- next. Services within 3 days of each other are one spell. What came next is looked for among services that begin within
-- 3 days of its end, or within 28 days of a request made in those 3 days; where there is none, the outcome speaks.
-- A spell whose end is only planned has not ended. A client is new where no long-term support was in force in the three months before.
with services as (
    select
        person,
        starts,
        ends,
        coalesce(ends <= known_to, false) as ended,
        outcome,
        provider,
        max(coalesce(ends, date '9999-12-31')) over (
            partition by person
            order by starts, package
            rows between unbounded preceding and 1 preceding
        ) as reached
    from model.packages
    where client_type = 'Service user'
        and setting = 'short term to maximise independence'
),

numbered as (
    select
        *,
        sum(case when reached is null or starts > reached + 3 then 1 else 0 end) over (
            partition by person
            order by starts, coalesce(ends, date '9999-12-31'), outcome, provider
            rows unbounded preceding
        ) as spell
    from services
),

spells as (
    select
        person,
        spell,
        min(starts) as starts,
        max(ends) as ends,
        arg_max(outcome, row(ends, starts, outcome)) as outcome,
        arg_max(provider, row(ends, starts, provider)) as provider
    from numbered
    group by person, spell
    having bool_and(ended)
),

searched as (
    select
        spells.person,
        spells.spell,
        greatest(
            spells.ends + 3,
            max(requests.starts) + 28
        ) as searched_to
    from spells
    left join model.requests as requests
        on requests.person = spells.person
        and requests.starts between spells.ends and spells.ends + 3
    group by spells.person, spells.spell, spells.ends
),

followed as (
    select
        spells.person,
        spells.spell,
        bool_or(packages.long_term) as long_term_followed
    from spells
    join searched on searched.person = spells.person and searched.spell = spells.spell
    join model.packages as packages
        on packages.person = spells.person
        and packages.client_type = 'Service user'
        and packages.setting <> 'short term to maximise independence'
        and packages.starts between spells.ends and searched.searched_to
    group by spells.person, spells.spell
)

select
    cast(date_trunc('month', spells.ends) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    spells.person,
    spells.starts,
    spells.ends,
    spells.provider,
    spells.outcome,
    case
        when followed.long_term_followed then 'long-term support'
        when followed.person is not null then 'short-term or low-level support'
        when spells.outcome in (
            'Progress to reablement/ST-Max', 'Progress to assessment, review or reassessment',
            'Progress to support planning or services', 'Continuation of support or services'
        ) then 'further request'
        when spells.outcome in (
            'Admitted to hospital', 'NFA: Deceased', 'NFA: Support declined',
            'NFA: Responsibility moved to another local authority',
            'NFA: Referral to NHS services or NHS funded social care',
            'NFA: Self-funded client or under 12wk disregard'
        ) then 'ended early'
        else 'no further request'
    end as came_next,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from spells
left join followed on followed.person = spells.person and followed.spell = spells.spell
left join model.allocations as allocations
    on allocations.person = spells.person
    and allocations.starts <= spells.ends
    and coalesce(allocations.ends, date '9999-12-31') >= spells.ends
left join model.people as people on people.person = spells.person
left join model.age_bands as bands
    on bands.age = (
        year(spells.ends) * 12 + month(spells.ends) - year(people.birth) * 12 - month(people.birth)
    ) // 12
left join model.root as root on true
where not exists (
    select 1
    from model.packages as packages
    where packages.person = spells.person
        and packages.long_term
        and packages.starts < spells.starts
        and coalesce(packages.ends, date '9999-12-31') >= spells.starts - interval 3 month
)
