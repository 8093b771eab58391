-- title: Carers with as much social contact as they want
-- short: Carers: contact as wanted
-- question: Are the people who care for somebody unpaid lonely?
-- why: caring cuts people off; decides how much respite and company carers are offered
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 5A(2), formerly 1I(2)
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 5A(2) (Survey of Adult Carers in England, question 11); published or supplied, never worked out here
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
where lower(measure) in ('carers_social_contact', 'ascof 5a(2)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
