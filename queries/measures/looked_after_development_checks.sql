-- title: Looked-after children under 5 whose development checks are up to date
-- short: Under-5 development
-- question: Does anybody look at how our youngest children grow and learn?
-- why: help before school costs little and does most; decides which health visitors are asked
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- source: Field HEALTH_CHECK of the SSDA903 table OC2; that it is of children under 5 looked after for 12 months: general knowledge, unverified
-- needs: ssda903_episodes, ssda903_oc2
-- caveat: Counted at 31 March among children looked after on every day of the financial year. A child of whom the return says nothing counts as not having had it.
select
    month,
    unit,
    child as person,
    case when development_checked then 1 else 0 end as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    age,
    looked_after_since
from model.child_years
where age < 5
