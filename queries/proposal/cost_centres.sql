-- Each cost centre of the ledger under the unit that it was paid under, a row from each month in which that changed, with
-- its service area as its service.
select
    places.cost_centre,
    places.name,
    coalesce(services.unit, directorates.key, root.unit) as unit,
    lower(places.service_area) as service,
    case when places.stretch > 0 then places.first_month end as starts
from proposal.places as places
cross join about.proposed_root as root
left join proposal.directorates as directorates
    on directorates.key = places.directorate_key
left join proposal.services as services
    on services.parent = places.directorate_key
    and services.key = places.service_key
order by places.cost_centre, places.stretch
