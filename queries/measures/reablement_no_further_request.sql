-- title: No further request after reablement
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
-- source: ASCOF 2024-25, measure 2A; what came next by the rules of NHS England's transformation of Client Level Data (3 days after the spell, 28 days after a request). Which early endings are left out: general knowledge, unverified
-- needs: cld
-- caveat: Spells of new clients that ended, services within 3 days of each other taken as one. Low-level or short-term help afterwards is no further request for long-term support. Left out: spells ended early by hospital, death, the person's own choice, a move or NHS funding. The latest month can still change: what follows is looked for up to 28 days after a request.
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
    came_next
from model.reablement
where came_next <> 'ended early'
