-- The audit of one case file by somebody other than the worker's supervisor: how many elements of the checklist applied, how
-- many of those were met, and how many were not that the version of the checklist calls critical.
with audited as (
    select
        answers.month,
        answers.unit,
        answers.audit,
        max(answers.person) as person,
        max(answers.auditor) as auditor,
        count(*) filter (where answers.met in ('yes', 'no')) as applicable,
        count(*) filter (where answers.met = 'yes') as met,
        count(*) filter (where answers.met = 'no' and coalesce(listed.critical, false)) as critical_missed
    from model.audit_answers as answers
    left join about.checklist as listed
        on listed.version = answers.checklist
        and lower(listed.element) = lower(answers.element)
    where answers.source <> 'supervisor'
    group by answers.month, answers.unit, answers.audit
)

select
    audited.month,
    audited.unit,
    audited.audit,
    audited.person,
    audited.auditor,
    audited.applicable,
    audited.met,
    audited.critical_missed,
    cast(audited.met as double) / nullif(cast(audited.applicable as double), 0) as share_met,
    people.user_group,
    people.sex,
    people.ethnicity
from audited
left join model.people as people
    on people.person = audited.person
