-- title: Case files that meet the standard
-- short: Case files to standard
-- question: When somebody reads our case files, is the work in them good enough?
-- why: the check on the individual case and hard evidence over all cases; decides what supervision and training take up next
-- perspective: process
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- type: process
-- leads: lead
-- needs: case_file_audits
-- owner: Principal social worker
-- source: Guidance on performance management of 2004 (case-file audit by a checklist); the share of elements that makes a file good enough is the council's own, below, and so is which element none may lack (checklist.toml)
-- caveat: Auditors differ, and files are not always drawn at random. An element that does not apply to a case counts neither way; an audit in which none applies is left out.
-- parameter: standard = 80 per cent of the elements that apply must be met
select
    month,
    unit,
    audit as person,
    cast(met * 100 >= {standard} * applicable and critical_missed = 0 as integer) as numerator,
    1 as denominator,
    user_group,
    sex,
    ethnicity,
    person as case_file,
    auditor,
    applicable as elements_that_apply,
    met as elements_met,
    critical_missed
from model.audits
where applicable > 0
