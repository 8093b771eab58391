-- title: People who find information easily
-- short: Information found easily
-- question: Can people who use services find out what help there is?
-- why: help that nobody finds is no help; decides what is done about the web pages, the first contact and advice
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 3C(1), formerly 3D(1)
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 3C(1) (Adult Social Care Survey, question 13): those who find it very or fairly easy, weighted; published or supplied, never worked out here
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
where lower(measure) in ('information_easy_to_find', 'ascof 3c(1)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
