-- title: People with self-directed support
-- short: Self-directed support
-- question: Do people who live at home know what money there is for their care, and decide how it is spent?
-- why: nearly everybody with long-term support at home should have a personal budget; decides where practice or recording is put right
-- perspective: process
-- kind: proportion
-- better: higher
-- period: snapshot
-- counts: distinct people
-- type: process
-- leads: lag
-- codes: ASCOF 3D(1a), formerly 1C(1a)
-- owner: Director of adult social services
-- source: ASCOF 2024-25, measure 3D(1a), from Client Level Data: people with long-term community support at the end of the period, and those of them with a direct payment (delivery mechanism or service component) or a personal budget that the council manages
-- needs: cld
-- caveat: At the end of the month; at 31 March it is the indicator. A person counts once, by their highest support: who has a place in a care home as well is not here. A part direct payment counts as one. Aged 18 and over, or of no known age. The department warns that low figures of 2024-25 are likely to be how it was recorded, and that comparisons mean little.
select
    month,
    unit,
    person,
    cast(self_directed_at_end as integer) as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity
from model.person_months
where long_term_community_at_end
    and coalesce(age >= 18, true)
