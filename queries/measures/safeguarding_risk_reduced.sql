-- title: Safeguarding enquiries that reduced or removed the risk
-- short: Risk reduced or removed
-- question: When somebody is at risk of abuse or neglect, are they safer after we have looked into it?
-- why: an enquiry is worth what it changes; decides how enquiries are run and followed up
-- perspective: process
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 4B
-- owner: Head of safeguarding adults
-- source: Adult Social Care Outcomes Framework 2024-25, measure 4B (Safeguarding Adults Collection, tables SG2c and SG2e): of section 42 enquiries where a risk was identified, those where it was reduced or removed; published or supplied, never worked out here
-- caveat: Published yearly, for the whole council only, from 2023-24. Counts are rounded to five; the figure was worked out before. Another measure had the code 4B until 2022-23. A council with more outcomes than risks has no figure.
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
where lower(measure) in ('safeguarding_risk_reduced', 'ascof 4b')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
