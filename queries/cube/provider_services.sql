-- What a provider of care was paid, delivered and did of a service in a month, at a unit and all below it: `people` have its care
-- on the month's last day, `on_file` says whether the month has activity of the service. A supplier of the ledger who gives no
-- care, and has no contract to give any, is none.
with known as (
    select distinct provider from model.delivered where provider is not null
    union
    select distinct provider from model.package_months where provider is not null
    union
    select distinct provider from model.contracts
),

served as (
    select
        care.month,
        above.above as unit,
        care.provider,
        care.service,
        count(distinct care.person) as people
    from model.package_months as care
    inner join model.units_above as above
        on above.month = care.month
        and above.unit = care.unit
    where care.in_force_at_end
        and care.provider is not null
        and care.service is not null
    group by care.month, above.above, care.provider, care.service
),

sides as (
    select
        lines.month,
        above.above as unit,
        lines.provider,
        lines.service,
        lines.paid,
        lines.delivered,
        0 as people
    from cube.provider_months as lines
    inner join known on known.provider = lines.provider
    inner join model.units_above as above
        on above.month = lines.month
        and above.unit = lines.unit
    union all
    select month, unit, provider, service, 0 as paid, 0 as delivered, people
    from served
    union all
    select
        lines.month,
        above.above as unit,
        lines.provider,
        lines.service,
        0 as paid,
        0 as delivered,
        0 as people
    from cube.contract_months as lines
    inner join model.units_above as above
        on above.month = lines.month
        and above.unit = lines.unit
),

on_file as (
    select distinct month, service from model.activity
)

select
    sides.unit,
    sides.month,
    sides.provider,
    sides.service,
    cast(sum(sides.paid) as decimal(18, 2)) as paid,
    cast(sum(sides.delivered) as decimal(18, 4)) as delivered,
    cast(sum(sides.people) as bigint) as people,
    on_file.service is not null as on_file
from sides
left join on_file
    on on_file.month = sides.month
    and on_file.service = sides.service
group by sides.unit, sides.month, sides.provider, sides.service, on_file.service
order by sides.unit, sides.month, sides.provider, sides.service
