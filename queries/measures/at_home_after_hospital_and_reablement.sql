-- title: Older people still at home 12 weeks after hospital and reablement
-- short: At home, 12 weeks after
-- question: Does reablement after hospital keep older people at home?
-- why: reablement after hospital is meant to prevent the next admission; decides how it is staffed and who gets it
-- perspective: process
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 2D(1)
-- owner: Head of reablement
-- source: Adult Social Care Outcomes Framework 2024-25, measure 2D(1): of people aged 65 and over discharged from hospital into reablement, those who in the next 12 weeks had no long-term residential or nursing care, no emergency admission and did not die; published or supplied, never worked out here
-- caveat: Published for the whole council only, by new rules and from Client Level Data, with 2024-25 as the first year: figures of the years before cannot be compared with it. A figure of fewer than five people is suppressed. Linked to hospital records. It replaces the share at home after 91 days.
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
where lower(measure) in ('at_home_after_hospital_and_reablement', 'ascof 2d(1)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
