-- title: Looked-after children with a strengths and difficulties score
-- short: Children with an SDQ
-- question: Do we ask how the children we look after feel?
-- why: what is not asked is not helped; decides which carers have a questionnaire to fill in
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- counts: distinct people
-- parameter: youngest = 4 years of age, the youngest asked about
-- parameter: oldest = 16 years of age, the oldest asked about
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- source: Field SDQ_SCORE of the SSDA903 table OC2; the ages 4 to 16: general knowledge, unverified
-- needs: ssda903_episodes, ssda903_oc2
-- caveat: Counted at 31 March among children looked after on every day of the financial year. A child of whom the return says nothing counts as not having had it.
select
    month,
    unit,
    child as person,
    case when sdq_score is not null then 1 else 0 end as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    age,
    looked_after_since
from model.child_years
where age between {youngest} and {oldest}
