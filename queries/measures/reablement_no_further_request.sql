-- title: No further request after reablement
-- short: No request after reablement
-- question: After a spell of reablement, can people manage without us?
-- why: reablement is worth its money when people get back on their feet; decides who is offered it, and how long
-- perspective: process
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- type: outcome
-- leads: lag
-- owner: Head of reablement
-- codes: ASCOF 2A, formerly 2D
-- source: ASCOF 2024-25, measure 2A, by the Client Level Data processing rules of the Department of Health and Social Care for 2024-25 onwards
-- needs: cld
-- caveat: Spells of new clients aged 18 and over, or of no known age, that ended; services within 7 days of each other are one. What came next is looked for from the spell's start to 7 days after its end, among what lasted beyond it. Low-level or other short-term help is no further request for long-term support; a short stay in a care home is. Left out: spells that ended in death, hospital, the person's own choice, NHS or own funding, and those of which nothing tells what came next. The latest month can still change: what follows may not be on file yet.
select
    month,
    unit,
    person,
    case when came_next in ('no further request', 'short-term or low-level support') then 1 else 0 end as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity,
    provider,
    starts,
    ends,
    came_next,
    sequel
from model.reablement
where came_next in (
    'no further request', 'short-term or low-level support', 'long-term support', 'short stay in a care home'
)
