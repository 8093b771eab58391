-- title: Quality of life of people who use services
-- short: Quality of life, people
-- question: How good is the life of the people who use our services, in all that care touches?
-- why: it takes control, dignity, food, safety, company and the home together; decides which of them the council looks at first
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: out of 24
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 1A
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 1A (Adult Social Care Survey, questions 3a to 9a and 11): the sum of the scores of all who answered the eight questions, over their number, weighted; published or supplied, never worked out here
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
where lower(measure) in ('quality_of_life', 'ascof 1a')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
