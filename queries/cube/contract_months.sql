-- A contract in a month it is in force: the volume bought and the volume used, the price agreed and what was paid. It is
-- counted at the unit it was made for, else at the whole council. Where no activity of the service is on file in the month
-- nobody knows what was used: `bought_on_file` leaves out what was bought then, and `on_file` says so.
with on_file as (
    select distinct month, service
    from model.activity
),

contracts as (
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
        lists.price,
        on_file.service is not null as on_file
    from model.contracts as lists
    inner join model.months as months
        on lists.starts <= last_day(months.month)
        and lists.ends >= months.month
    left join model.unit_months as units
        on units.month = months.month
        and units.unit = lists.unit
    left join on_file
        on on_file.month = months.month
        and on_file.service = lists.service
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
    contracts.on_file,
    contracts.bought,
    case when contracts.on_file then contracts.bought end as bought_on_file,
    cast(coalesce(used.used, 0) as decimal(18, 4)) as used,
    cast(coalesce(paid.paid, 0) as decimal(18, 2)) as paid
from contracts
left join used
    on used.month = contracts.month
    and used.contract = contracts.contract
left join paid
    on paid.month = contracts.month
    and paid.contract = contracts.contract
order by contracts.month, contracts.unit, contracts.service, contracts.contract
