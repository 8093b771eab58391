-- title: People delayed in leaving hospital
-- short: Delayed in leaving hospital
-- question: How many people wait in hospital for care to be arranged?
-- why: every day waited is strength lost, and a bed not free; decides where discharge and home-care capacity meet
-- perspective: process
-- kind: rate
-- better: lower
-- period: month
-- base: population_18_plus
-- per: 100000
-- unit_of_value: per 100,000 people aged 18 and over
-- breakdowns: reason, attributable
-- type: process
-- leads: lag
-- owner: Head of hospital discharge
-- codes: like PAF D41
-- source: PAF D41, delayed transfers of care; ages, base and formula: general knowledge, unverified
-- needs: delayed_discharges
-- caveat: As counted by the hospitals. The old indicator took older people only; this takes all adults. A person delayed in two months counts in both.
select
    month,
    unit,
    reason as person,
    people as numerator,
    reason,
    attributable,
    days
from model.delays
