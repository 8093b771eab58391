-- One request, assessment or review of one person.
select
    event,
    person,
    client_type,
    starts,
    ends,
    route,
    assessment,
    outcome,
    outcome_position,
    review_reason
from sources.cld_events
where event in ('Request', 'Assessment', 'Review')
