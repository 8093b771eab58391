-- The answer to one element of the checklist in one reading of a case file, in the month in which the file was read, by whom
-- (`source`); readings of the same file that can be held against each other have a round in common.
with audits as (
    select
        audit,
        cast(date_trunc('month', max(audited)) as date) as month,
        max(team) as team
    from sources.case_file_audits
    group by audit
)

select
    audits.month,
    coalesce(units.unit, root.unit) as unit,
    answers.audit,
    answers.person,
    answers.auditor,
    answers.source,
    answers.round,
    answers.checklist,
    answers.element,
    answers.met
from sources.case_file_audits as answers
inner join audits on audits.audit = answers.audit
left join model.unit_months as units
    on units.month = audits.month
    and units.unit = audits.team
left join model.root as root on true
