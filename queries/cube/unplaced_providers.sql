-- A provider of a service that delivered in a month without a contract for it: what it was paid and delivered in such months.
-- `supplier` is the name that the ledger has for it, where that is another.
with served as (
    select lines.*
    from cube.provider_months as lines
    left join model.contract_places as places
        on places.month = lines.month
        and places.unit = lines.unit
        and places.service = lines.service
        and places.provider = lines.provider
    where places.provider is null
),

suppliers as (
    select provider, min(supplier) as supplier
    from model.suppliers
    where supplier <> provider
    group by provider
)

select
    served.provider,
    served.service,
    min(suppliers.supplier) as supplier,
    sum(served.paid) as paid,
    sum(served.delivered) as delivered,
    min(served.month) as first_month,
    max(served.month) as last_month
from served
left join suppliers on suppliers.provider = served.provider
group by served.provider, served.service
having sum(served.delivered) > 0
