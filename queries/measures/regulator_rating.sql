-- title: The regulator’s rating of the council
-- short: Regulator’s rating
-- question: What did the regulator find?
-- why: it says from outside whether care is safe and well led; decides what the council puts right first
-- perspective: customer
-- kind: supplied
-- better: higher
-- answers: inadequate, requires improvement, good, outstanding
-- period: snapshot
-- type: outcome
-- leads: lag
-- owner: Director of adult social care
-- source: Care Quality Commission, assessment of the local authority, as published; supplied, never worked out here
-- caveat: It stands until the next assessment, which may be years later.
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
where lower(measure) = 'regulator_rating'
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
