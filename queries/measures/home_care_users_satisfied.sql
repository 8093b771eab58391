-- title: People satisfied with their home care
-- short: Satisfied with home care
-- question: Are the people who get help at home satisfied with it?
-- why: the first sign of a home care service in trouble; decides which team or provider is visited next
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- type: outcome
-- leads: lag
-- codes: PAF D52, BVPI 182
-- needs: survey_responses
-- owner: Head of older people's services
-- source: PAF D52, home care users aged 65 and over who say that they are satisfied: general knowledge, unverified. Satisfied as a score of 4 or 5 of 5 is our own reading
-- caveat: Only those who answered, and they may differ from those who did not. The council's own survey, all ages; one person may answer more than one survey in a year, and each answer counts.
select
    month,
    unit,
    response as person,
    cast(satisfied as integer) as numerator,
    1 as denominator,
    user_group,
    sex,
    ethnicity,
    survey,
    score
from model.surveys
where question = 'satisfied'
