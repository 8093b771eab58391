-- title: People satisfied with their care and support
-- short: Satisfied with care
-- question: Are the people who use our services satisfied with them?
-- why: shows whether services feel right to those who live with them; decides what the next round of commissioning asks of providers
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 1D
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 1D (Adult Social Care Survey, question 1); published or supplied, never worked out here
-- caveat: A yearly survey of a sample, supplied for the whole council only; a year's figure stands until the next, for at most twelve months. The code was 3A until 2022-23. Published figures are rounded after they are worked out, so a numerator over a denominator may differ in the last digit.
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
where lower(measure) in ('satisfied_with_care', 'ascof 1d')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
