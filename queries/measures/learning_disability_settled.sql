-- title: People with a learning disability in their own or family home
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
-- caveat: People aged 18 to 64 with long-term support at the end of the month; the published figure takes all who had it at any time in the year. Where someone lives is the latest that is known; where nobody wrote it down it counts as not settled.
select
    month,
    unit,
    person,
    cast(settled as integer) as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    accommodation
from model.person_months
where user_group = 'Learning disability'
    and long_term_at_end
    and age between 18 and 64
