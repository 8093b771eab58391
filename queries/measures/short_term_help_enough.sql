-- title: People who needed no more after short-term help, as counted until 2022–23
-- short: No more help, to 2022–23
-- question: After short-term help, did people manage without long-term support?
-- why: shows the years before reablement was counted by new rules; decides whether a change of today is new
-- perspective: process
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASC5
-- owner: Head of reablement
-- source: Office for Local Government, adult social care measures: outcome of short-term services, sequel to service; the measure that had the code 2D in the Adult Social Care Outcomes Framework until 2022-23; published or supplied, never worked out here
-- caveat: Published yearly for the whole council only, 2015-16 to 2022-23. What is counted since 2024-25, from Client Level Data, is another measure and cannot be compared with it.
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
where lower(measure) in ('short_term_help_enough', 'asc5')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
