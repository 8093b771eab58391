-- title: Carers who find information easily
-- short: Carers: information found
-- question: Can carers find out what support there is?
-- why: carers who know early what there is hold out longer; decides what is done about advice for carers
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 3C(2), formerly 3D(2)
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 3C(2) (Survey of Adult Carers in England, question 17): those who find it very or fairly easy; published or supplied, never worked out here
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
where lower(measure) in ('carers_information_easy_to_find', 'ascof 3c(2)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
