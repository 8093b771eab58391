-- A contract with a provider for a service, over a span of dates. `bought` is the volume of a month, `price` that of a unit.
select
    contract,
    provider,
    service,
    unit,
    kind,
    sector,
    starts,
    ends,
    counted_in,
    bought,
    price
from sources.contracts
