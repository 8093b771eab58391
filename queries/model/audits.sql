-- The audit of one case file: how many elements of the checklist applied, and how many of those were met.
with audited as (
    select
        audit,
        cast(date_trunc('month', max(audited)) as date) as month,
        max(team) as team,
        max(person) as person,
        max(auditor) as auditor,
        count(*) filter (where met in ('yes', 'no')) as applicable,
        count(*) filter (where met = 'yes') as met
    from sources.case_file_audits
    group by audit
)

select
    audited.month,
    coalesce(units.unit, root.unit) as unit,
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
left join model.unit_months as units
    on units.month = audited.month
    and units.unit = audited.team
left join model.root as root on true
left join model.people as people
    on people.person = audited.person
