-- title: Older people with long-term support who live at home
-- short: Living at home, 65+
-- question: Do people aged 65 and over with long-term support live in their own home or with family?
-- why: most people want to grow old at home; decides the balance between home care and care homes
-- perspective: customer
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 2E(2b)
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 2E(2b): of people aged 65 and over with long-term support in the year, those who live in their home or with family; published or supplied, never worked out here
-- caveat: Published for the whole council only, by new rules and from Client Level Data, with 2024-25 as the first year: figures of the years before cannot be compared with it. A figure of fewer than five people is suppressed.
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
where lower(measure) in ('living_at_home_65_plus', 'ascof 2e(2b)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
