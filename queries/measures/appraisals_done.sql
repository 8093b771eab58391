-- title: Appraisals done
-- question: Does everyone get the yearly appraisal they are due?
-- why: an appraisal ties a person's work to what the service is for; decides which managers are reminded
-- perspective: learning
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- breakdowns: role
-- type: process
-- leads: lead
-- owner: Head of workforce development
-- source: Guidance on performance management of 2004 (supervision, appraisal and training as evidence beside the indicators); done over due: general knowledge, unverified
-- caveat: An appraisal counts in the month in which it is due or recorded as due; one held in a month with none due is not counted.
select
    month,
    unit,
    post as person,
    cast(appraisal_done as integer) as numerator,
    1 as denominator,
    role
from model.staff_months
where appraisal_due
