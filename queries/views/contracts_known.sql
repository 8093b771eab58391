-- The contracts there are or were, each with its provider.
select distinct contract, provider
from model.contracts
order by contract, provider
