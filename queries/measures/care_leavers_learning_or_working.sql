-- title: Care leavers who are learning or working
-- short: Leavers work or study
-- question: Do the young people we brought up find their way?
-- why: a year without anything to do is hard to catch up; decides where apprenticeships are looked for
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- type: outcome
-- leads: lag
-- owner: Head of children looked after
-- source: SSDA903 table OC3, ACTIV: codes beginning with F (full time) or P (part time) are education, training or work: general knowledge, unverified. PAF A4 (SI 2003/530, Schedule 4 item 3) counts those of 19 alone
-- needs: ssda903_oc3
-- caveat: Counted at 31 March among all young people in the return's table of care leavers who have not died. Those we are not in touch with count as not learning or working. Not PAF A4, which is of those aged 19 who were looked after at 16.
select
    month,
    unit,
    child as person,
    case when regexp_matches(activity, '^[FP][0-9]$') then 1 else 0 end as numerator,
    1 as denominator,
    sex,
    ethnicity,
    age,
    in_touch,
    activity,
    accommodation
from model.care_leavers
