-- One service of one person by the national processing, as the last return that has it knows it, whatever is paid for it. An
-- end before the start is a slip: such a service is never in force.
select
    services.person,
    services.client_type,
    services.starts,
    services.ends,
    coalesce(services.ends, date '9999-12-31') as until,
    services.service_type,
    services.component,
    services.delivery,
    services.provider,
    services.outcome,
    services.outcome_position,
    services.known_to,
    kinds.service,
    kinds.setting,
    kinds.long_term,
    kinds.direct_payment,
    kinds.rank
from sources.cld_services as services
left join sources.cld_kinds as kinds
    on kinds.service_type is not distinct from services.service_type
    and kinds.component is not distinct from services.component
    and kinds.delivery is not distinct from services.delivery
