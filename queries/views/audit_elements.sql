-- How often each element of a version of the checklist was met in the case files read at a unit and all below it, between two months, by
-- who read them.
select
    found.checklist,
    found.element,
    found.source,
    sum(found.applicable) as applicable,
    sum(found.met) as met
from cube.audit_elements as found
inner join model.units_above as above
    on above.month = found.month
    and above.unit = found.unit
    and above.above = $unit
where found.month between $first and $month
group by found.checklist, found.element, found.source
order by found.checklist, found.element, found.source
