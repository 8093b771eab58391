-- table
-- The service that goes on under another start or component. One that was open at the end of a return and is not in the next,
-- where one of the same type begins to be listed, is the same service with its start set anew or put right, or with a component
-- where none was. `strand` is the first of the identities that are one service.
with recursive listed as (
    select
        identity,
        position,
        min(council) as council,
        min(person) as person,
        min(client_type) as client_type,
        min(service_type) as service_type,
        min(component) as component,
        min(starts) as starts,
        bool_or(ends is null or ends > last_day) as goes_on
    from sources.cld_parts
    group by identity, position
),

firsts as (
    select identity, min(position) as position
    from listed
    group by identity
),

gone as (
    select listed.*
    from listed
    left join listed as again on again.identity = listed.identity and again.position = listed.position + 1
    where listed.goes_on
        and again.identity is null
),

come as (
    select listed.*
    from listed
    inner join firsts on firsts.identity = listed.identity and firsts.position = listed.position
),

pairs as (
    select
        gone.identity as before,
        come.identity,
        come.component is not distinct from gone.component as same_component,
        abs(come.starts - gone.starts) as apart
    from gone
    inner join come
        on come.position = gone.position + 1
        and come.council = gone.council
        and come.person = gone.person
        and come.client_type is not distinct from gone.client_type
        and come.service_type is not distinct from gone.service_type
        and (come.component is null or gone.component is null or come.component = gone.component)
),

nearest as (
    select before, identity, same_component, apart
    from pairs
    qualify row_number() over (partition by identity order by same_component desc, apart, before) = 1
),

links as (
    select before, identity
    from nearest
    qualify row_number() over (partition by before order by same_component desc, apart, identity) = 1
),

strands as (
    select firsts.identity, firsts.identity as strand
    from firsts
    left join links on links.identity = firsts.identity
    where links.identity is null
    union all
    select links.identity, strands.strand
    from strands
    inner join links on links.before = strands.identity
)

select identity, strand
from strands
