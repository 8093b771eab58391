-- The services that stand on both sides of the reconciliation.
select distinct service
from cube.reconciliation
order by service
