-- Who answers for units that have something in the reconciliation.
select distinct owners.owner
from cube.findings as found
inner join cube.owners as owners on owners.unit = found.unit
order by owners.owner
