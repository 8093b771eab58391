-- A contract with a provider for a service over a span of dates. A spot contract buys no volume beforehand.
select
    contract,
    provider,
    supplier,
    sector,
    lower(service) as service,
    unit,
    kind,
    starts,
    coalesce(ends, date '9999-12-31') as ends,
    counted_in,
    bought,
    price,
    file,
    line
from loaded.contracts
