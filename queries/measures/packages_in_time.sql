-- title: Care begun in time after assessment
-- short: Care begun in time
-- question: Once an older person is assessed, how soon does the care begin?
-- why: an assessment helps nobody until care begins; decides where brokerage and providers are pressed
-- perspective: process
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- parameter: wait = 28 days from the completed assessment to the first service (4 weeks)
-- type: process
-- leads: lead
-- owner: Head of commissioning
-- codes: like PAF D56 and BVPI 196
-- source: Referrals, Assessments and Packages of Care returns: services in place within 4 weeks of assessment, new clients aged 65 and over; England 87% in 2005-06. The code: general knowledge, unverified
-- needs: cld
-- caveat: Counted in the month in which the first service began, so nobody still waiting is in it: read it with those who wait. The indicator of the time asked for all services in place; this takes the first.
select
    cast(date_trunc('month', first_service) as date) as month,
    unit,
    person,
    case when date_diff('day', ends, first_service) <= {wait} then 1 else 0 end as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity,
    ends as assessed,
    first_service,
    ends + {wait} as due
from model.assessments
where new_client
    and first_service is not null
    and age >= 65
