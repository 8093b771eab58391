-- title: Households with intensive home care
-- short: Intensive home care
-- question: How many households get the amount of home care that would otherwise mean a care home?
-- why: tells whether people with high needs can choose to stay at home; decides how much intensive care is bought
-- perspective: customer
-- kind: rate
-- better: higher
-- period: snapshot
-- counts: distinct people
-- base: population_65_plus
-- per: 1000
-- unit_of_value: per 1,000 people aged 65 and over
-- decimals: 2
-- parameter: hours = 10 contact hours in the week, of which a household must have more
-- parameter: visits = 6 visits in the week, or more
-- type: output
-- leads: lag
-- owner: Head of older people's services
-- codes: PAF C28, BVPI 53
-- source: SI 2003/530, Schedule 4 item 6, and the performance-management guidance of 2004: more than 10 contact hours and 6 or more visits in the week
-- needs: visits
-- caveat: From one week, the last Monday to Sunday that ends in the month; the returns of the time took a week in September. Both must hold: exactly 10 hours does not count, nor do 5 visits. Visits made and the minutes recorded. A person stands for a household; two carers at one visit are two visits where the log has two rows. Adults of every age (and people of no known age) over the population aged 65 and over, as the indicator has it.
select
    month,
    unit,
    person,
    1 as numerator,
    user_group,
    age_band,
    sex,
    provider,
    week,
    contact_minutes,
    visits
from model.visit_weeks
where contact_minutes > {hours} * 60
    and visits >= {visits}
    and coalesce(age_band, '') <> 'Under 18'
