-- title: Older people admitted to a care home
-- short: Into a care home, 65+
-- question: How many people aged 65 and over move into a care home for good?
-- why: a care home is the last resort; decides whether there is enough help at home, and enough of it in a crisis
-- perspective: process
-- kind: rate
-- better: lower
-- period: rolling 12 months
-- counts: distinct people
-- base: population_65_plus
-- per: 100000
-- unit_of_value: per 100,000 people aged 65 and over
-- type: outcome
-- leads: lag
-- owner: Head of older people's services
-- codes: ASCOF 2C, formerly 2A(2); PAF C26 counted them per 10,000
-- source: ASCOF 2024-25, measure 2C, by the Client Level Data processing rules of the Department of Health and Social Care
-- needs: cld
-- caveat: Long-term residential and nursing care paid for by the council, by age on the day. Not counted: short stays, people who pay for it all or are in the first 12 weeks' disregard, a service whose component does not say that it is a care home (blank too, as the national processing has it), and anyone who had such care in the 365 days before. Before the first year on file an earlier admission cannot be seen.
select
    month,
    unit,
    person,
    1 as numerator,
    user_group,
    age_band,
    sex,
    ethnicity,
    provider,
    admitted,
    kind,
    age
from model.admissions
where age >= 65
