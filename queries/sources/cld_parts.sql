-- table
-- A service as it is paid for, or a part of one that is paid for in its own way, as the return has it that says what was paid
-- for in some months. Of several rows of one part an open end counts before a closed one, then the latest end.
with spans as (
    select
        council,
        file,
        min(month) as first_day,
        last_day(max(month)) as last_day
    from sources.cld_priced
    group by council, file
),

asked as (
    select
        rows.*,
        spans.council,
        spans.last_day
    from sources.cld as rows
    inner join spans on spans.file = rows.file
    where rows.event = 'Service'
        and rows.starts <= spans.last_day
        and coalesce(rows.ends, date '9999-12-31') >= greatest(spans.first_day, rows.starts)
        and (rows.death is null or rows.death >= spans.first_day and rows.death >= rows.starts)
),

parts as (
    select *
    from asked
    qualify row_number() over (
        partition by
            file, person, client_type, starts, service_type, component, delivery, unit_cost, cost_frequency, planned_units
        order by coalesce(ends, date '9999-12-31') desc, outcome_position, line desc
    ) = 1
)

select
    council,
    file,
    row_number() over (order by file, line) as part,
    dense_rank() over (partition by council order by last_day, file) as position,
    last_day,
    dense_rank() over (order by council, person, client_type, starts, service_type, component) as identity,
    person,
    client_type,
    starts,
    ends,
    service_type,
    component,
    delivery,
    -- The parts of a service that is delivered in one way are told apart by their order.
    row_number() over (
        partition by file, person, client_type, starts, service_type, component, delivery
        order by unit_cost, cost_frequency, planned_units, line
    ) as number,
    provider,
    outcome,
    unit_cost,
    cost_frequency,
    planned_units
from parts
