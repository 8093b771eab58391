-- title: Continuity plan tested within the year
-- short: Continuity plan tested
-- question: Would care go on if a building, a system or a provider failed?
-- why: a plan that was never tried fails when it is needed; decides what is rehearsed next
-- perspective: process
-- kind: supplied
-- better: higher
-- answers: no, yes
-- period: snapshot
-- type: process
-- leads: lead
-- owner: Head of commissioning
-- source: local; supplied, never worked out here
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
where lower(measure) = 'continuity_plan_tested'
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
