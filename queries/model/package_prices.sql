-- What a service cost a week in a financial year, where the returns of that year say so: at the units planned now, else at
-- those planned then. A service in parts that cannot be told from each other keeps the cost of its parts.
with priced as (
    select
        packages.package,
        prices.financial_year,
        prices.price,
        prices.planned_units,
        abs(prices.planned_units) is not distinct from packages.planned_units as as_planned,
        prices.in_parts,
        count(*) over (partition by packages.package, prices.financial_year) as prices
    from model.packages as packages
    inner join sources.cld_prices as prices
        on prices.person = packages.person
        and prices.client_type = packages.client_type
        and prices.starts = packages.starts
        and prices.service_type = packages.service_type
        and coalesce(prices.component, '') = coalesce(packages.component, '')
        and coalesce(prices.delivery, '') = coalesce(packages.delivery, '')
)

select
    priced.package,
    priced.financial_year,
    cast(
        abs(priced.price.unit_cost) * frequencies.weekly_share
        * case when frequencies.by_unit then abs(priced.planned_units) else 1 end
        as decimal(18, 2)
    ) as weekly_cost
from priced
inner join model.cost_frequencies as frequencies
    on frequencies.frequency = priced.price.cost_frequency
where not priced.in_parts
    and (priced.as_planned or priced.prices = 1)
