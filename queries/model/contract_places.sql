-- The contract by which a provider serves a unit in a month. One for the unit itself or the nearest above goes before one
-- for the whole council, a later before an earlier.
with served as (
    select distinct month, unit, service, provider from model.delivered where provider is not null
    union
    select distinct month, unit, service, provider from model.ledger_lines where provider is not null
),

found as (
    select
        served.month,
        served.unit,
        served.service,
        served.provider,
        contracts.contract,
        contracts.kind,
        contracts.sector,
        contracts.price,
        contracts.starts,
        coalesce(above.steps, 99) as steps
    from served
    inner join model.contracts as contracts
        on contracts.provider = served.provider
        and contracts.service = served.service
        and contracts.starts <= last_day(served.month)
        and contracts.ends >= served.month
    left join model.units_above as above
        on above.month = served.month
        and above.unit = served.unit
        and above.above = contracts.unit
    where contracts.unit is null or above.steps is not null
)

select
    month,
    unit,
    service,
    provider,
    contract,
    kind,
    sector,
    price
from found
qualify row_number() over (
    partition by month, unit, service, provider
    order by steps, starts desc, contract
) = 1
