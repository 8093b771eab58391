-- title: Older people assessed in time
-- question: How soon do older people who are new to us get their assessment?
-- why: waiting is when people fall, and when families give up; decides where assessment staff go
-- perspective: process
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- parameter: contact = 2 days from the request to the assessment's first day (48 hours)
-- parameter: complete = 28 days from the request to the completed assessment (4 weeks)
-- type: process
-- leads: lead
-- owner: Head of access and assessment
-- codes: like PAF D55 and BVPI 195
-- source: Referrals, Assessments and Packages of Care returns: the mean of first contact within 48 hours and assessment completed within 4 weeks, new clients aged 65 and over. The code and the mean of the two: general knowledge, unverified
-- needs: cld
-- caveat: The mean of two shares: someone seen in time but assessed late counts as a half. The file has days, not hours, and no day of first contact: the assessment's first day stands for it. Only assessments with a request in the 180 days before. New: no long-term support in the three months before the request.
select
    month,
    unit,
    person,
    (
        case when date_diff('day', requested, starts) <= {contact} then 0.5 else 0 end
        + case when date_diff('day', requested, ends) <= {complete} then 0.5 else 0 end
    ) as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity,
    requested,
    starts as assessment_began,
    ends as completed,
    requested + {complete} as due
from model.assessments
where new_client
    and requested is not null
    and age >= 65
