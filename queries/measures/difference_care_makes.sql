-- title: Difference that care makes to quality of life
-- short: Difference that care makes
-- question: How much better is life for people because of the care they get?
-- why: quality of life depends on much that is not care; this takes it out, so it decides whether more of the same care is the answer
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: points of quality of life
-- decimals: 3
-- type: outcome
-- leads: lag
-- codes: ASCOF 1B, formerly 1J
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 1B (Adult Social Care Survey): the score of quality of life as it is valued, less what the person's health, age and home account for; published or supplied, never worked out here
-- caveat: A yearly survey of a sample, published for the whole council only. The survey of 2020-21 was voluntary: few councils have a figure for that year. Figures before 2020-21 were worked out with a mistake in how unsuitable homes were counted, and the published table gives a few councils 0 for 2019-20.
select
    month,
    unit,
    value,
    marker,
    numerator,
    denominator,
    period_start,
    period_end
from model.supplied_months
where lower(measure) in ('difference_care_makes', 'ascof 1b')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
