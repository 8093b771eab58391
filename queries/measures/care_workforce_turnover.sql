-- title: Turnover of care workers, as counted until 2022–23
-- short: Care turnover, to 2022–23
-- question: How many people who work in care here left their job in the year?
-- why: shows the years before the framework had a measure of its own; decides whether a change of today is new
-- perspective: learning
-- kind: supplied
-- better: lower
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASC7
-- owner: Head of commissioning
-- source: Office for Local Government, adult social care measures: workforce turnover rate; published or supplied, never worked out here
-- caveat: Published yearly for the whole council only, 2016-17 to 2022-23, with gaps. Nothing says that it is counted as measure 6A of the framework is, so the two stand apart.
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
where lower(measure) in ('care_workforce_turnover', 'asc7')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
