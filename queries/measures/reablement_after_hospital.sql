-- title: Older people who get reablement after hospital
-- short: Reablement after hospital
-- question: How many older people who leave hospital get help to get back on their feet?
-- why: help that few get changes little, however good it is; decides how much reablement is bought
-- perspective: process
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: process
-- leads: lag
-- codes: ASCOF 2D(2)
-- owner: Head of reablement
-- source: Adult Social Care Outcomes Framework 2024-25, measure 2D(2): of people aged 65 and over discharged from hospital, those for whom reablement was provided; published or supplied, never worked out here
-- caveat: Published for the whole council only, by new rules and from Client Level Data, with 2024-25 as the first year: figures of the years before cannot be compared with it. A figure of fewer than five people is suppressed. Linked to hospital records.
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
where lower(measure) in ('reablement_after_hospital', 'ascof 2d(2)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
