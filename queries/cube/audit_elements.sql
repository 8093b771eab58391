-- How often an element of the checklist was met in the case files of a unit's own that were read in a month, by who read them and by
-- which version of the checklist.
select
    month,
    unit,
    source,
    coalesce(checklist, '') as checklist,
    element,
    count(*) filter (where met in ('yes', 'no')) as applicable,
    count(*) filter (where met = 'yes') as met,
    count(distinct audit) as files
from model.audit_answers
group by month, unit, source, coalesce(checklist, ''), element
order by unit, month, source, checklist, element
