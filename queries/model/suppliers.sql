-- A supplier of the ledger who is a provider of care, with the name that packages, visits and contracts give them. A
-- contract says so; else the two names are the same but for case and punctuation.
with suppliers as (
    select distinct
        supplier,
        regexp_replace(lower(supplier), '[^a-z0-9]', '', 'g') as plain
    from sources.ledger
    where supplier is not null
),

contracted as (
    select
        regexp_replace(lower(supplier), '[^a-z0-9]', '', 'g') as plain,
        min(provider) as provider
    from sources.contracts
    where supplier is not null
    group by 1
),

known as (
    select distinct provider from model.delivered where provider is not null
    union
    select distinct provider from sources.contracts
),

named as (
    select
        regexp_replace(lower(provider), '[^a-z0-9]', '', 'g') as plain,
        min(provider) as provider
    from known
    group by 1
)

select
    suppliers.supplier,
    coalesce(contracted.provider, named.provider) as provider
from suppliers
left join contracted on contracted.plain = suppliers.plain
left join named on named.plain = suppliers.plain
where coalesce(contracted.provider, named.provider) is not null
