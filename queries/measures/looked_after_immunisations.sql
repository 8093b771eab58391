-- title: Looked-after children whose immunisations are up to date
-- short: Child immunisations
-- question: Is every child we look after protected against the illnesses that others are?
-- why: a child who moves often misses injections and nobody notices; decides whose records are checked with the surgery
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- source: Field IMMUNISATIONS of the SSDA903 table OC2; that it is counted of children looked after for 12 months: general knowledge, unverified
-- needs: ssda903_episodes, ssda903_oc2
-- caveat: Counted at 31 March among children looked after on every day of the financial year. A child of whom the return says nothing counts as not having had it.
select
    month,
    unit,
    child as person,
    case when immunised then 1 else 0 end as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    age,
    looked_after_since
from model.child_years
