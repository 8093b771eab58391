-- title: Quality of life of carers
-- question: How good is the life of the people who care for somebody unpaid?
-- why: carers who wear out end in two people needing care; decides what support carers are offered
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: out of 12
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 1C, formerly 1D
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 1C (Survey of Adult Carers in England, questions 7 to 12): the sum of the scores of all who answered the six questions, over their number; published or supplied, never worked out here
-- caveat: A survey of a sample of carers every second year, published for the whole council only; there is no figure for the years between. From 2016-17 on carers who were not assessed or reviewed in the year are asked too.
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
where lower(measure) in ('carers_quality_of_life', 'ascof 1c')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
