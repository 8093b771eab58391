-- title: People with control over their daily life
-- short: Control over daily life
-- question: Do the people who use our services have as much say over their days as they want?
-- why: care that takes over does harm; decides how plans are made with people and what is asked of providers
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 3A, formerly 1B
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 3A (Adult Social Care Survey, question 3a), weighted; published or supplied, never worked out here
-- caveat: A yearly survey of a sample, published for the whole council only. The survey of 2020-21 was voluntary: few councils have a figure for that year.
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
where lower(measure) in ('control_over_daily_life', 'ascof 3a')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
