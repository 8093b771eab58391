-- title: Days from coming into care to the decision for adoption
-- short: Adoption decision, days
-- question: How long does a small child wait until we have made up our mind?
-- why: months are years to a baby; decides which cases go to the next panel
-- perspective: process
-- kind: mean
-- better: lower
-- period: rolling 12 months
-- unit_of_value: days
-- decimals: 0
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- source: SSDA903 tables Episodes and PlacedAdoption (should be placed for adoption; DATE_PLACED is the date of that decision: data-to-insight, csc-validator-be-903, rule 555). A measure of our own
-- needs: ssda903_episodes, ssda903_placed_adoption
-- caveat: Decisions made in the 12 months, those later reversed too. Few in most years: one slow case moves the mean.
select
    month,
    unit,
    child as person,
    date_diff('day', looked_after_since, decided) as numerator,
    1 as denominator,
    sex,
    ethnicity,
    looked_after_since,
    decided
from model.adoption_decisions
