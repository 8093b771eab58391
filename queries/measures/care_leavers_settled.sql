-- title: Care leavers in a suitable home
-- short: Leavers well housed
-- question: Do the young people we brought up live somewhere fit to live in?
-- why: nobody looks for work from a friend's sofa; decides what is asked of the housing service
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- type: outcome
-- leads: lag
-- owner: Head of children looked after
-- source: SSDA903 table OC3, ACCOM: a letter for the kind of home, then 1 for suitable and 2 for unsuitable: general knowledge, unverified
-- needs: ssda903_oc3
-- caveat: Counted at 31 March among all young people in the return's table of care leavers who have not died. Those whose home is not known count as not suitable.
select
    month,
    unit,
    child as person,
    case when regexp_matches(accommodation, '^[A-Z]1$') then 1 else 0 end as numerator,
    1 as denominator,
    sex,
    ethnicity,
    age,
    in_touch,
    activity,
    accommodation
from model.care_leavers
