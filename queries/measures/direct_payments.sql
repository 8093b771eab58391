-- title: People with a direct payment
-- question: Do people who live at home choose and pay for their own support?
-- why: a direct payment puts the person in charge; decides where advice and support planning help people take one up
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: snapshot
-- counts: distinct people
-- type: process
-- leads: lag
-- owner: Director of adult social services
-- codes: ASCOF 3D(2a), formerly 1C(2a); PAF C51 counts the same people over the population
-- source: ASCOF 2024-25, measure 3D(2a), from Client Level Data: people with long-term community support at the end of the period, and those of them with a direct payment (delivery mechanism or service component)
-- needs: cld
-- caveat: At the end of the month; at 31 March it is the indicator. A person counts once, by their highest support: who has a place in a care home as well is not here. A part direct payment counts as one. Aged 18 and over, or of no known age.
select
    month,
    unit,
    person,
    cast(direct_payment_at_end as integer) as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity
from model.person_months
where long_term_community_at_end
    and coalesce(age >= 18, true)
