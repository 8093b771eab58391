-- What a provider was paid and what it delivered of a service in a month, at the unit whose books or cases it is in. A
-- supplier of the ledger is the provider whose name packages and visits use, where there is one.
with sides as (
    select
        month,
        unit,
        service,
        coalesce(provider, supplier) as provider,
        amount as paid,
        0 as delivered
    from model.ledger_lines
    where not capital
        and coalesce(provider, supplier) is not null
    union all
    select
        month,
        unit,
        service,
        provider,
        0 as paid,
        units as delivered
    from model.activity
    where provider is not null
)

select
    service,
    month,
    unit,
    provider,
    cast(sum(paid) as decimal(18, 2)) as paid,
    cast(sum(delivered) as decimal(18, 4)) as delivered
from sides
group by service, month, unit, provider
order by service, month, unit, provider
