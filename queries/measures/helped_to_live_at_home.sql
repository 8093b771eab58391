-- title: Older people helped to live at home
-- short: Helped to live at home, 65+
-- question: How many older people do we help to stay in their own homes?
-- why: shows whether help reaches people before a care home is the only answer; decides where home-based services grow
-- perspective: customer
-- kind: rate
-- better: higher
-- period: snapshot
-- counts: distinct people
-- base: population_65_plus
-- per: 1000
-- unit_of_value: per 1,000 people aged 65 and over
-- type: output
-- leads: lag
-- owner: Head of older people's services
-- codes: PAF C32, BVPI 54
-- beside: feel_safe = living at home brings risks that have to be managed: independence is read with safety
-- beside: admissions_65_plus = more people helped at home should mean fewer who go to live in a care home
-- source: SI 2003/530, Schedule 4 item 7 (people aged 65 and over receiving community services, per 1,000 aged 65 and over). Which services count: all in the client file but care homes and prison, our own reading
-- needs: cld
-- caveat: At the end of the month; at 31 March it is the indicator. Someone in a care home is not counted, whatever else they receive. More is not better help: read it with how satisfied people are.
select
    month,
    unit,
    person,
    1 as numerator,
    user_group,
    age_band,
    sex,
    ethnicity,
    age
from model.person_months
where community_at_end
    and age >= 65
