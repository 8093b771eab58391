-- title: Children looked after
-- question: How many children are we parent to?
-- why: the number that staff, foster homes and the budget must meet; decides how many homes are needed and where
-- perspective: process
-- kind: count
-- better: neither
-- period: snapshot
-- counts: distinct people
-- type: output
-- leads: lag
-- owner: Head of children looked after
-- source: SSDA903 return: children with an episode in force on the last day of the month
-- needs: ssda903_episodes
-- caveat: Without agreed series of short breaks (legal status V3 and V4). A child who stopped being looked after on the last day of the month is not counted. Neither more nor fewer is better in itself.
select
    month,
    unit,
    child as person,
    1 as numerator,
    age_band,
    sex,
    ethnicity,
    placement,
    legal_status,
    looked_after_since
from model.child_months
