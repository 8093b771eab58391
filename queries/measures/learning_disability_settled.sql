-- title: People with a learning disability in their own or family home
-- short: Settled, learning disability
-- question: Do people with a learning disability live at home or with their family?
-- why: a home of one's own is where choice begins; decides where housing and supported living are developed
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: snapshot
-- counts: distinct people
-- type: outcome
-- leads: lag
-- owner: Head of learning disability services
-- codes: ASCOF 2E(1), formerly 1G
-- source: ASCOF 2024-25, measure 2E(1); settled accommodation as the Client Level Data processing of the Department of Health and Social Care lists it
-- needs: cld
-- caveat: People aged 18 to 64, on their last day of support, who had long-term support at any time in the 12 months to the end of the month; at 31 March it is the indicator. Where someone lives is the latest that is known at that time, which a home support or a place in a care home tells where nobody wrote it down; otherwise it counts as not settled. The months in which 12 months are not yet on file have no value.
select
    month,
    unit,
    person,
    cast(settled as integer) as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    accommodation,
    last_supported
from model.supported_years
where user_group = 'Learning disability'
    and age between 18 and 64
