-- title: Children looked after, by the child population
-- short: Children looked after, rate
-- question: Do we look after more children than the number who live here would suggest?
-- why: tells growth in the population from growth in need; decides where help for families comes earlier
-- perspective: process
-- kind: rate
-- better: neither
-- period: snapshot
-- counts: distinct people
-- base: population_under_18
-- per: 10000
-- unit_of_value: per 10,000 children under 18
-- type: outcome
-- leads: lag
-- owner: Director of children's services
-- source: SSDA903 return over the population aged under 18; the rate per 10,000 as the Department for Education publishes it: general knowledge, unverified
-- needs: ssda903_episodes
-- caveat: Without agreed series of short breaks (legal status V3 and V4). Neither more nor fewer is better in itself: read it beside how families are helped.
select
    month,
    unit,
    child as person,
    1 as numerator,
    age_band,
    sex,
    ethnicity,
    placement,
    legal_status,
    looked_after_since
from model.child_months
