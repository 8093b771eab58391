-- title: Unaccompanied asylum-seeking children looked after
-- short: Unaccompanied children
-- question: How many children do we look after who came alone from abroad?
-- why: they need homes, schools and lawyers of other kinds, and the government pays for part of it; decides what is claimed and bought
-- perspective: process
-- kind: count
-- better: neither
-- period: snapshot
-- counts: distinct people
-- type: output
-- leads: lag
-- owner: Head of children looked after
-- source: SSDA903 tables Episodes and UASC: children with an episode in force on the last day of the month whose being an unaccompanied asylum seeker has not ceased (DUC)
-- needs: ssda903_episodes, ssda903_uasc
-- caveat: Neither more nor fewer is better in itself.
select
    children.month,
    children.unit,
    children.child as person,
    1 as numerator,
    children.age_band,
    children.sex,
    children.ethnicity,
    children.placement,
    children.looked_after_since,
    arrived.ceased
from model.child_months as children
join model.unaccompanied as arrived
    on arrived.child = children.child
    and coalesce(arrived.ceased, date '9999-12-31') > last_day(children.month)
