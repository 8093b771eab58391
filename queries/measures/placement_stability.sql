-- title: Looked-after children with three or more placements
-- short: Three or more placements
-- question: Do children we look after have one steady home?
-- why: every move costs a child friends, school and trust; decides which children's plans are looked at this week
-- perspective: customer
-- kind: proportion
-- better: lower
-- period: snapshot
-- counts: distinct people
-- parameter: placements = 3 placements in the financial year, or more
-- type: outcome
-- leads: lag
-- owner: Head of children looked after
-- codes: PAF A1, BVPI 49, DfE placement stability
-- source: SI 2003/530, Schedule 4 item 1, and SI 2000/896, Schedule 5 item 1; placements open on 1 April and on 31 March both count (Department for Education, Local Authority Interactive Tool)
-- needs: ssda903_episodes
-- caveat: At 31 March it is the indicator; in other months the financial year so far, so it grows through the year: compare with the same month a year ago. A new placement is a new carer (reasons S, P and B), not a new legal status. Left out: agreed short breaks (V3, V4), stays of less than a day, temporary stays (T0 to T4) and the return from them, adoption by the child's own carers.
select
    month,
    unit,
    child as person,
    case when placements >= {placements} then 1 else 0 end as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    placements,
    placement,
    legal_status,
    looked_after_since
from model.child_months
