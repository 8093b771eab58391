-- Providers of no contract, by service, those that were paid most first.
select provider, service, supplier, paid, delivered, first_month, last_month
from cube.unplaced_providers
order by paid desc, delivered desc, provider, service
