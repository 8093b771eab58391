-- title: Strengths and difficulties score of looked-after children
-- short: Difficulties score
-- question: Are the children we look after well in themselves?
-- why: a high score means a child who struggles; decides where therapy and support for carers are bought
-- perspective: customer
-- kind: mean
-- better: lower
-- period: financial year
-- unit_of_value: points of 40
-- decimals: 1
-- type: outcome
-- leads: lag
-- owner: Head of children looked after
-- source: Field SDQ_SCORE of the SSDA903 table OC2, 0 to 40; that a higher score means more difficulty: general knowledge, unverified
-- needs: ssda903_episodes, ssda903_oc2
-- caveat: The mean at 31 March of children looked after on every day of the financial year who have a score. Read it beside how many have one: those who are not asked may be those who struggle.
-- beside: looked_after_sdq_scored = a mean of the few who were asked may flatter
select
    month,
    unit,
    child as person,
    sdq_score as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    age,
    looked_after_since
from model.child_years
where sdq_score is not null
