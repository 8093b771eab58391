-- One element of the checklist in the audit of one case file, with who read it: somebody independent where nothing is said.
select
    audit,
    audited,
    team,
    person,
    auditor,
    element,
    lower(met) as met,
    coalesce(lower(source), 'independent') as source,
    round,
    checklist
from loaded.case_file_audits
