-- What was done in a month, in the units in which each service is bought, with the sector of the provider and the kind of
-- contract where a contract says them.
select
    delivered.month,
    delivered.unit,
    delivered.service,
    delivered.user_group,
    delivered.provider,
    places.sector,
    places.kind as contract,
    delivered.counted_in,
    delivered.units
from model.delivered as delivered
left join model.contract_places as places
    on places.month = delivered.month
    and places.unit = delivered.unit
    and places.service = delivered.service
    and places.provider = delivered.provider
