-- table
-- What a service is by its type, component and delivery: `service` is our word for it, `setting` where it is given, `rank` the
-- place of long-term support in the order by which a person who has several is counted once (ASCOF 3D).
with found as (
    select distinct
        service as service_type,
        component,
        delivery
    from loaded.cld
    where event = 'Service'
),

told as (
    select
        *,
        coalesce(delivery = 'Direct payment', false) or coalesce(component = 'Direct payment', false) as direct_payment
    from found
)

select
    *,
    case
        when direct_payment then 'direct payments'
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
    case
        when service_type = 'Long term support: Nursing care' then 1
        when service_type = 'Long term support: Residential care' then 2
        when service_type = 'Long term support: Community' and direct_payment then 3
        when service_type = 'Long term support: Community' and delivery = 'CASSR managed personal budget' then 4
        when service_type = 'Long term support: Community' and delivery = 'CASSR commissioned support' then 5
        when service_type = 'Long term support: Community' then 6
        when service_type = 'Long term support: Prison' then 7
    end as rank
from told
