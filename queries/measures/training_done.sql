-- title: Required training done
-- question: Do staff do the training that their post requires?
-- why: some work may not be done without it; decides who is booked on which course, and cover for their cases
-- perspective: learning
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- breakdowns: role
-- type: input
-- leads: lead
-- owner: Head of workforce development
-- source: Guidance on performance management of 2004 (supervision, appraisal and training as evidence beside the indicators); done over due: general knowledge, unverified
-- caveat: Courses finished over courses due, not what was learnt. More courses than were due in a month count as those due.
select
    month,
    unit,
    post as person,
    least(training_done, training_due) as numerator,
    training_due as denominator,
    role,
    training_done as courses_done,
    training_due as courses_due
from model.staff_months
where training_due > 0
