-- One element of the checklist in the audit of one case file.
select
    audit,
    audited,
    team,
    person,
    auditor,
    element,
    lower(met) as met
from loaded.case_file_audits
