-- title: Supervision held
-- question: Do staff get the supervision they are due?
-- why: supervision is where practice is checked and staff are looked after; decides which managers need time freed for it
-- perspective: learning
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- breakdowns: role
-- type: process
-- leads: lead
-- owner: Principal social worker
-- beside: sickness = staff who are listened to stay well; the two move together or tell of something else
-- source: Guidance on performance management of 2004 (supervision, appraisal and training as evidence beside the indicators); done over due: general knowledge, unverified
-- caveat: Counts that a session took place, not how good it was. Two sessions in a month with one due count as one: a good month does not make up for a missed one.
select
    month,
    unit,
    post as person,
    least(supervision_held, supervision_due) as numerator,
    supervision_due as denominator,
    role,
    supervision_held,
    supervision_due
from model.staff_months
where supervision_due > 0
