-- A package as one return has it, with its cost. Weekly costs follow the national processing rules: the cost of a frequency by
-- the week, that of any other by the planned units, a one-off cost apart; a minus sign is a slip and is dropped; a cost of nought
-- is none. Pounds are not rounded before they are added up. A package is a service, or a part of one that is paid for in its own
-- way, and goes on from return to return.
with priced as (
    select
        parts.*,
        strands.strand,
        nullif(abs(cast(parts.unit_cost as double)), 0) as cost,
        abs(parts.planned_units) as units,
        frequencies.weekly_share
    from sources.cld_parts as parts
    inner join sources.cld_strands as strands on strands.identity = parts.identity
    left join model.cost_frequencies as frequencies
        on frequencies.frequency = parts.cost_frequency
)

select
    part,
    dense_rank() over (order by strand, delivery, number) as package,
    council,
    file,
    position,
    last_day,
    person,
    client_type,
    starts,
    ends,
    service_type,
    component,
    delivery,
    provider,
    outcome,
    units as planned_units,
    cast(case
        when cost_frequency = 'One-off' then null
        when weekly_share is not null then cost * weekly_share
        else cost * nullif(cast(units as double), 0)
    end as decimal(18, 8)) as weekly_cost,
    cast(case when cost_frequency = 'One-off' then cost end as decimal(18, 2)) as one_off_cost
from priced
