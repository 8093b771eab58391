-- title: People with as much social contact as they want
-- short: Contact as wanted
-- question: Are the people who use our services lonely?
-- why: loneliness makes people ill; decides what day services and neighbourhoods do
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 5A(1), formerly 1I(1)
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 5A(1) (Adult Social Care Survey, question 8a), weighted; published or supplied, never worked out here
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
where lower(measure) in ('social_contact', 'ascof 5a(1)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
