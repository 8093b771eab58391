-- title: Care homes rated good or outstanding
-- short: Care homes rated good
-- question: Are the care homes in our area good?
-- why: people seldom choose twice; decides where the council works with homes and where it places nobody
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 6B
-- owner: Head of commissioning
-- source: Adult Social Care Outcomes Framework 2024-25, measure 6B (Care Quality Commission, Care Directory with filters): of residential adult social care providers, those rated good or outstanding; published or supplied, never worked out here
-- caveat: Published yearly, for the whole council's area only, from 2023-24. Homes that are not yet rated count among all of them.
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
where lower(measure) in ('care_homes_good', 'ascof 6b')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
