-- title: Complaints answered in time
-- question: When people complain, do we answer by the day we promised?
-- why: a late answer is a second complaint; decides where a manager has to take over the answer
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- type: process
-- leads: lead
-- owner: Customer relations manager
-- source: Guidance on performance management of 2004 (complaints and compliments as evidence); time limits for children's complaints, stage 1: 10 working days, up to 20 (Regulations of 2006); adults' complaints have one stage and locally set limits (Regulations of 2009)
-- caveat: The due date is the one on the complaint's record, whatever set it. A complaint counts in the month it falls due, so that one not yet due is not late; one without a due date cannot be judged and is left out, as is one withdrawn. Stage 1 only.
select
    cast(date_trunc('month', due) as date) as month,
    unit,
    reference as person,
    cast(coalesce(responded <= due, false) as integer) as numerator,
    1 as denominator,
    service,
    provider,
    subject,
    received,
    due,
    responded,
    outcome
from model.complaints
where stage = 1
    and due is not null
    and coalesce(lower(outcome), '') <> 'withdrawn'
