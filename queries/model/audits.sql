-- The audit of one case file by somebody other than the worker's supervisor: how many elements of the checklist applied, and how
-- many of those were met.
with audited as (
    select
        month,
        unit,
        audit,
        max(person) as person,
        max(auditor) as auditor,
        count(*) filter (where met in ('yes', 'no')) as applicable,
        count(*) filter (where met = 'yes') as met
    from model.audit_answers
    where source <> 'supervisor'
    group by month, unit, audit
)

select
    audited.month,
    audited.unit,
    audited.audit,
    audited.person,
    audited.auditor,
    audited.applicable,
    audited.met,
    cast(audited.met as double) / nullif(cast(audited.applicable as double), 0) as share_met,
    people.user_group,
    people.sex,
    people.ethnicity
from audited
left join model.people as people
    on people.person = audited.person
