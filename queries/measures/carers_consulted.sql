-- title: Carers included or consulted
-- question: Are carers asked when the care of the person they look after is talked about?
-- why: a plan made without the carer seldom holds; decides how assessments and reviews are done
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 3B, formerly 3C
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 3B (Survey of Adult Carers in England): those who usually or always felt involved or consulted; published or supplied, never worked out here
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
where lower(measure) in ('carers_consulted', 'ascof 3b')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
