-- A contract in a month it is in force: the volume bought and the volume used, the price agreed and what was paid, in the
-- month and since the April before. It is counted at the unit it was made for, else at the whole council.
with contracts as (
    select
        months.month,
        lists.contract,
        lists.provider,
        lists.service,
        coalesce(units.unit, root.unit) as unit,
        lists.kind,
        lists.sector,
        lists.counted_in,
        case when lists.kind = 'spot' then null else lists.bought end as bought,
        lists.price
    from model.contracts as lists
    inner join model.months as months
        on lists.starts <= last_day(months.month)
        and lists.ends >= months.month
    left join model.unit_months as units
        on units.month = months.month
        and units.unit = lists.unit
    left join model.root as root on true
),

used as (
    select
        places.month,
        places.contract,
        sum(delivered.units) as used
    from model.contract_places as places
    inner join model.delivered as delivered
        on delivered.month = places.month
        and delivered.unit = places.unit
        and delivered.service = places.service
        and delivered.provider = places.provider
    group by places.month, places.contract
),

paid as (
    select
        places.month,
        places.contract,
        sum(lines.amount) as paid
    from model.contract_places as places
    inner join model.ledger_lines as lines
        on lines.month = places.month
        and lines.unit = places.unit
        and lines.service = places.service
        and lines.provider = places.provider
    where not lines.capital
    group by places.month, places.contract
)

select
    contracts.month,
    contracts.unit,
    contracts.contract,
    contracts.provider,
    contracts.service,
    contracts.kind,
    contracts.sector,
    contracts.counted_in,
    contracts.price,
    contracts.bought,
    cast(coalesce(used.used, 0) as decimal(18, 4)) as used,
    cast(coalesce(paid.paid, 0) as decimal(18, 2)) as paid,
    cast(sum(contracts.bought) over to_date as decimal(18, 4)) as bought_to_date,
    cast(sum(coalesce(used.used, 0)) over to_date as decimal(18, 4)) as used_to_date,
    cast(sum(coalesce(paid.paid, 0)) over to_date as decimal(18, 2)) as paid_to_date
from contracts
left join used
    on used.month = contracts.month
    and used.contract = contracts.contract
left join paid
    on paid.month = contracts.month
    and paid.contract = contracts.contract
window to_date as (
    partition by contracts.contract, year(contracts.month - interval 3 month)
    order by contracts.month
    rows between unbounded preceding and current row
)
order by contracts.month, contracts.unit, contracts.service, contracts.contract
