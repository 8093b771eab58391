-- The measures of unit cost that a service's money goes into: those in pounds per something whose records carry it.
select distinct
    cells.slice_value as service,
    cells.measure
from cube.cells as cells
inner join about.measures as measures
    on measures.key = cells.measure
    and measures.perspective = 'financial'
    and measures.unit_of_value like '£ per%'
where cells.slice = 'service'
order by service, measure
