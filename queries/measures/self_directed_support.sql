-- title: People with self-directed support
-- short: Self-directed support
-- question: Do people who live at home know what money there is for their care, and decide how it is spent?
-- why: nearly everybody with long-term support at home should have a personal budget; decides where practice or recording is put right
-- perspective: process
-- kind: supplied
-- better: higher
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: process
-- leads: lag
-- codes: ASCOF 3D(1a), formerly 1C(1a)
-- owner: Director of adult social services
-- source: Adult Social Care Outcomes Framework 2024-25, measure 3D(1a): of people with long-term community support on 31 March, those with self-directed support; published or supplied, never worked out here
-- caveat: Published for the whole council only, by new rules and from Client Level Data, with 2024-25 as the first year: figures of the years before cannot be compared with it. A figure of fewer than five people is suppressed. The department warns that low figures of 2024-25 are likely to be how it was recorded, and that comparisons mean little.
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
where lower(measure) in ('self_directed_support', 'ascof 3d(1a)')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
