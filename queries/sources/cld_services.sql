-- table
-- One service of one person. The same service comes again in every return while it lasts: the latest period is
-- kept, in it the open end before a closed one, then the outcome that counts first, then the latest file. Rows of that
-- latest period which differ in how the service is paid for are parts of a package, and each is kept.
with parts as (
    select
        person,
        client_type,
        starts,
        service_type,
        component,
        delivery,
        unit_cost,
        cost_frequency,
        planned_units,
        max(period_end) as period_end,
        arg_max(
            struct_pack(ends := ends, outcome := outcome, provider := provider),
            row(period_end, ends is null, -outcome_position, file, line)
        ) as kept
    from sources.cld
    where event = 'Service'
    group by
        person, client_type, starts, service_type, component, delivery, unit_cost, cost_frequency, planned_units
),

dated as (
    select
        *,
        max(period_end) over (partition by person, client_type, starts, service_type, component) as latest
    from parts
)

select
    person,
    client_type,
    starts,
    kept.ends as ends,
    service_type,
    component,
    delivery,
    kept.provider as provider,
    kept.outcome as outcome,
    unit_cost,
    cost_frequency,
    planned_units,
    period_end
from dated
where period_end = latest
