-- title: Carers satisfied with social services
-- short: Carers satisfied
-- question: Are carers satisfied with what we do for them and the person they care for?
-- why: carers see more of our services than anybody; decides what is asked of providers and of our own teams
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 1E, formerly 3B
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 1E (Survey of Adult Carers in England, question 4); published or supplied, never worked out here
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
where lower(measure) in ('carers_satisfied', 'ascof 1e')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
