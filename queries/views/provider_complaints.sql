-- Complaints about each provider at a unit and all below it in the twelve months to a month; of one provider where one is said.
select provider, records as complaints, upheld
from cube.provider_complaints
where unit = $unit
    and month = $month
    and ($provider is null or provider = $provider)
order by provider
