-- What a pound of a service costs in a month after the last of the store, where contracts already give another price for it:
-- providers weigh by what they were paid in the last three months, and what no contract prices stays as it is. Only months
-- of the same financial year in which something changes.
with last_of as (
    select max(month) as month from model.months
),

ahead as (
    select cast(last_of.month + to_months(cast(steps.number as integer)) as date) as month
    from last_of
    cross join (select unnest(generate_series(1, 11)) as number) as steps
    where year(last_of.month + to_months(cast(steps.number as integer)) - interval 3 month)
        = year(last_of.month - interval 3 month)
),

paid as (
    select
        lines.unit,
        lines.service,
        lines.provider,
        sum(lines.amount) as amount
    from model.ledger_lines as lines
    inner join last_of
        on lines.month > last_of.month - interval 3 month
        and lines.month <= last_of.month
    where not lines.capital
    group by lines.unit, lines.service, lines.provider
),

priced as (
    select
        places.unit,
        places.service,
        places.provider,
        places.price
    from model.contract_places as places
    inner join last_of
        on last_of.month = places.month
    where places.price > 0
),

-- The contract of a month to come, found as in model.contract_places.
found as (
    select
        priced.unit,
        priced.service,
        priced.provider,
        ahead.month,
        priced.price as price_now,
        contracts.price
    from priced
    cross join ahead
    cross join last_of
    inner join model.contracts as contracts
        on contracts.provider = priced.provider
        and contracts.service = priced.service
        and contracts.starts <= last_day(ahead.month)
        and contracts.ends >= ahead.month
    left join model.units_above as above
        on above.month = last_of.month
        and above.unit = priced.unit
        and above.above = contracts.unit
    where contracts.unit is null or above.steps is not null
    qualify row_number() over (
        partition by priced.unit, priced.service, priced.provider, ahead.month
        order by coalesce(above.steps, 99), contracts.starts desc, contracts.contract
    ) = 1
),

dearer as (
    select
        paid.unit,
        paid.service,
        found.month,
        sum(cast(
            cast(paid.amount as double) * (cast(found.price as double) / cast(found.price_now as double) - 1)
            as decimal(18, 4)
        )) as more
    from paid
    inner join found
        on found.unit = paid.unit
        and found.service = paid.service
        and found.provider = paid.provider
    where found.price <> found.price_now
    group by paid.unit, paid.service, found.month
),

more as (
    select
        above.above as unit,
        dearer.service,
        dearer.month,
        sum(dearer.more) as more
    from dearer
    cross join last_of
    inner join model.units_above as above
        on above.month = last_of.month
        and above.unit = dearer.unit
    group by above.above, dearer.service, dearer.month
),

whole as (
    select
        above.above as unit,
        paid.service,
        sum(paid.amount) as amount
    from paid
    cross join last_of
    inner join model.units_above as above
        on above.month = last_of.month
        and above.unit = paid.unit
    group by above.above, paid.service
)

select
    more.unit,
    more.service,
    more.month,
    1 + cast(more.more as double) / cast(whole.amount as double) as price
from more
inner join whole
    on whole.unit = more.unit
    and whole.service = more.service
where whole.amount > 0
order by more.unit, more.service, more.month
