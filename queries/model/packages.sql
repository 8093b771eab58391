-- A service that a person has or had, or a part of one that is paid for in its own way. `service` is our word for it,
-- `setting` where it is given. The files know of it up to `known_to`: an end after that day is planned. Weekly costs
-- follow the national processing rules: cost per week from the frequency, hourly and daily and per session times the
-- planned units, a one-off cost apart; a minus sign is a slip and is dropped.
with rates as (
    select
        services.*,
        abs(services.unit_cost) as cost,
        abs(services.planned_units) as units,
        frequencies.weekly_share,
        frequencies.by_unit
    from sources.cld_services as services
    left join model.cost_frequencies as frequencies on frequencies.frequency = services.cost_frequency
)

select
    row_number() over (
        order by person, starts, service_type, component, delivery, unit_cost, cost_frequency, planned_units, client_type
    ) as package,
    person,
    client_type,
    case
        when delivery = 'Direct payment' or component = 'Direct payment' then 'direct payments'
        when component in (
            'Long term nursing care', 'Long term residential care', 'Short term nursing care', 'Short term residential care'
        ) then 'residential and nursing'
        when service_type in (
            'Long term support: Nursing care', 'Long term support: Residential care'
        ) then 'residential and nursing'
        when component = 'Reablement' or service_type = 'Short term support: ST-Max' then 'reablement'
        when component = 'Home support or domiciliary care' then 'home care'
        when component = 'Community supported living' then 'supported living'
        when component = 'Day support' then 'day support'
        when component = 'Equipment' then 'equipment'
        when component = 'Meals' then 'meals'
        when component = 'Extra care housing' then 'extra care'
        when component = 'Shared Lives' then 'shared lives'
        else 'other'
    end as service,
    case service_type
        when 'Long term support: Nursing care' then 'nursing'
        when 'Long term support: Residential care' then 'residential'
        when 'Long term support: Community' then 'community'
        when 'Long term support: Prison' then 'prison'
        when 'Short term support: ST-Max' then 'short term to maximise independence'
        when 'Short term support: Ongoing low level' then 'ongoing low level'
        when 'Short term support: Other short term' then 'other short term'
        when 'Unpaid carer support: Direct to unpaid carer' then 'support to a carer'
        when 'Unpaid carer support: Support involving the person cared-for' then 'support to a carer'
        else 'not known'
    end as setting,
    coalesce(service_type like 'Long term support%', false) as long_term,
    coalesce(delivery = 'Direct payment' or component = 'Direct payment', false) as direct_payment,
    service_type,
    component,
    delivery,
    provider,
    starts,
    ends,
    period_end as known_to,
    outcome,
    units as planned_units,
    cast(cost * weekly_share * case when by_unit then units else 1 end as decimal(18, 2)) as weekly_cost,
    cast(case when cost_frequency = 'One-off' then cost end as decimal(18, 2)) as one_off_cost
from rates
