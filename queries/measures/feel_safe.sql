-- title: People who feel safe
-- question: Do the people who use our services feel as safe as they want?
-- why: safety is what care is for; decides where safeguarding and community safety work goes first
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 4A
-- owner: Head of safeguarding adults
-- source: Adult Social Care Outcomes Framework 2024-25, measure 4A (Adult Social Care Survey, question 7a); published or supplied, never worked out here
-- caveat: A yearly survey of a sample, supplied for the whole council only; a year's figure stands until the next, for at most twelve months. Published figures are rounded after they are worked out.
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
where lower(measure) in ('feel_safe', 'ascof 4a')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
