-- title: Care leavers we are in touch with
-- short: Leavers in touch
-- question: Do we still know how the young people are whom we brought up?
-- why: parents ring; decides which young people are looked for
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- type: outcome
-- leads: lag
-- owner: Head of children looked after
-- source: SSDA903 table OC3, IN_TOUCH; that YES alone means in touch: general knowledge, unverified
-- needs: ssda903_oc3
-- caveat: Counted at 31 March among all young people in the return's table of care leavers who have not died. Those who refuse or no longer need contact count as not in touch.
select
    month,
    unit,
    child as person,
    case when in_touch = 'YES' then 1 else 0 end as numerator,
    1 as denominator,
    sex,
    ethnicity,
    age,
    in_touch,
    activity,
    accommodation
from model.care_leavers
