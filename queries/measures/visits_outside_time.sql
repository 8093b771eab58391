-- title: Home-care visits outside the agreed time
-- question: Do carers come when they said they would?
-- why: a late visit is a missed meal or medicine; decides which provider and which rounds are talked about first
-- perspective: customer
-- kind: proportion
-- better: lower
-- period: month
-- parameter: tolerance = 15 minutes late or early
-- type: process
-- leads: lead
-- owner: Head of commissioning
-- source: Guidance on performance management of 2004 (home-care visits outside the specified time). The tolerance is the council's own
-- needs: visits
-- caveat: A visit that was not made counts as outside the time; so does one that nobody logged. From the start of the visit only: a visit cut short is not seen here. Exactly the tolerance is in time.
select
    month,
    unit,
    person,
    case when abs(minutes_late) <= {tolerance} then 0 else 1 end as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    provider,
    planned_start,
    minutes_late
from model.visits
