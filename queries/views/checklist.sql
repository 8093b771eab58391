-- The elements of every version of the council's checklist, in their order.
select version, begins, changed, element, part, guidance, priority, critical
from about.checklist
order by begins, version, position
