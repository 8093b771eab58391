-- title: Looked-after children with a health assessment in the year
-- short: Child health checks
-- question: Has every child we look after seen a doctor or nurse about their health this year?
-- why: illness that nobody saw follows a child for life; decides which children's assessments are booked this month
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- codes: part of PAF C19
-- source: PAF C19, health of children looked after (average of teeth checked and annual health assessment, of children looked after for 12 months): general knowledge, unverified; the field is HEALTH_ASSESSMENT of the SSDA903 table OC2
-- needs: ssda903_episodes, ssda903_oc2
-- caveat: Counted at 31 March among children looked after on every day of the financial year. A child of whom the return says nothing counts as not having had it.
select
    month,
    unit,
    child as person,
    case when health_assessed then 1 else 0 end as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    age,
    looked_after_since
from model.child_years
