-- title: Looked-after children with three or more social workers
-- short: Three or more social workers
-- question: Does each child we look after have a worker they know?
-- why: a child tells nothing to a stranger; decides which teams are kept together and which cases are not handed on
-- perspective: customer
-- kind: proportion
-- better: lower
-- period: snapshot
-- counts: distinct people
-- parameter: workers = 3 social workers in the financial year, or more
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- codes: DfE social worker instability
-- source: Department for Education, social worker instability: children looked after with three or more social workers in the year (Local Authority Interactive Tool)
-- needs: ssda903_episodes, ssda903_social_workers
-- caveat: At 31 March it is the indicator; in other months the financial year so far, so it grows through the year: compare with the same month a year ago. In the return from 2023-24. A child without a worker on file counts as having had none.
select
    children.month,
    children.unit,
    children.child as person,
    case when workers.workers >= {workers} then 1 else 0 end as numerator,
    1 as denominator,
    children.age_band,
    children.sex,
    children.ethnicity,
    coalesce(workers.workers, 0) as workers,
    children.looked_after_since
from model.child_months as children
left join model.child_workers as workers
    on workers.month = children.month
    and workers.child = children.child
