-- A package in a month in which it was in force on at least one day, as the return has it that says what was paid for in the
-- month, with the team that held the person's case on the last of these days. `weeks` are the days in force by seven; `cost` is
-- the weekly cost for those weeks, and a one-off cost in the month in which the service starts.
with months as (
    select
        months.month,
        last_day(months.month) as month_end,
        priced.file
    from model.months as months
    inner join sources.cld_priced as priced on priced.month = months.month
),

in_force as (
    select
        months.month,
        months.month_end,
        parts.*,
        least(months.month_end, parts.ends) as last_day_in_force,
        date_diff('day', greatest(months.month, parts.starts), least(months.month_end, parts.ends)) + 1 as days
    from model.package_parts as parts
    inner join months
        on months.file = parts.file
        and parts.starts <= months.month_end
        and coalesce(parts.ends, date '9999-12-31') >= months.month
)

select
    parts.month,
    parts.package,
    parts.person,
    coalesce(allocations.unit, root.unit) as unit,
    parts.client_type,
    kinds.service,
    kinds.setting,
    kinds.long_term,
    kinds.direct_payment,
    parts.provider,
    parts.days,
    cast(parts.days / 7.0 as decimal(18, 4)) as weeks,
    parts.last_day_in_force = parts.month_end as in_force_at_end,
    parts.planned_units,
    parts.weekly_cost,
    cast(
        coalesce(cast(parts.weekly_cost as double) * parts.days / 7.0, 0)
        + case when parts.starts >= parts.month then coalesce(parts.one_off_cost, 0) else 0 end
        as decimal(18, 8)
    ) as cost,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from in_force as parts
left join sources.cld_kinds as kinds
    on kinds.service_type is not distinct from parts.service_type
    and kinds.component is not distinct from parts.component
    and kinds.delivery is not distinct from parts.delivery
left join model.allocations as allocations
    on allocations.person = parts.person
    and allocations.starts <= parts.last_day_in_force
    and coalesce(allocations.ends, date '9999-12-31') >= parts.last_day_in_force
left join model.people as people on people.person = parts.person
left join model.age_bands as bands
    -- On the last day of a month every birthday of the month is past: whole years are whole twelves of months.
    on bands.age = (
        year(parts.month) * 12 + month(parts.month) - year(people.birth) * 12 - month(people.birth)
    ) // 12
left join model.root as root on true
