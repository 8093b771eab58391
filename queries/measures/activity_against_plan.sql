-- title: Activity against plan
-- question: Are people getting the amount of service that was agreed with the budget?
-- why: a budget can balance because fewer people are helped; decides whether to buy more, or to ask why less is bought
-- perspective: financial
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: range
-- period: financial year to date
-- type: output
-- leads: lead
-- needs: agreed_activity, budget, visits, cld
-- owner: Head of commissioning
-- source: Guidance on performance management of 2004 (activity agreed in setting the budget, and watched against it). The weighing by agreed price is ours
-- caveat: Hours, weeks and sessions cannot be added up, so each unit of a service is weighed by its agreed price (what the plan says, or else the original budget of the service and user group over the units agreed for the year; where a unit has none of its own, that of the nearest above it): 100% means that what was delivered is worth, at agreed prices, what was agreed. A service without agreed units, or without a budget to weigh it by, is not counted. Months without activity on file are left out.
select
    month,
    unit,
    service as person,
    cast(actual * price as decimal(18, 2)) as numerator,
    cast(agreed * price as decimal(18, 2)) as denominator,
    service,
    user_group,
    agreed as agreed_units,
    actual as delivered_units,
    price as agreed_price
from model.activity_against_agreed
where price is not null
