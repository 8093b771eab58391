-- title: Older people with long-term support who live at home
-- short: Living at home, 65+
-- question: Do people aged 65 and over with long-term support live in their own home or with family?
-- why: most people want to grow old at home; decides the balance between home care and care homes
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: snapshot
-- counts: distinct people
-- type: outcome
-- leads: lag
-- codes: ASCOF 2E(2b)
-- owner: Director of adult social services
-- source: ASCOF 2024-25, measure 2E(2b); settled accommodation as the Client Level Data processing of the Department of Health and Social Care lists it
-- needs: cld
-- caveat: People aged 65 and over, on their last day of support, who had long-term support at any time in the 12 months to the end of the month; at 31 March it is the indicator. Where someone lives is the latest that is known at that time, which a home support or a place in a care home tells where nobody wrote it down; otherwise it counts as not at home. The months in which 12 months are not yet on file have no value.
select
    month,
    unit,
    person,
    cast(settled as integer) as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity,
    accommodation,
    last_supported
from model.supported_years
where age >= 65
