-- One service of one person.
select
    person,
    client_type,
    starts,
    ends,
    service_type,
    component,
    delivery,
    provider,
    outcome,
    outcome_position,
    known_to
from sources.cld_events
where event = 'Service'
