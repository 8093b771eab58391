-- One row of the client files, under the person's one name. The NHS number says who a person is, the council's own
-- identifier where there is none. An end after the person's death becomes the day of the death.
select
    coalesce(ids.person, rows.la_person, rows.nhs_number) as person,
    rows.client_type,
    rows.event,
    rows.start as starts,
    -- greatest passes over a null: without the case a service still open would end on the day it starts.
    case when coalesce(rows."end", rows.death) is not null
        then greatest(rows.start, least(rows."end", rows.death))
    end as ends,
    rows.outcome,
    coalesce(outcomes.position, 99) as outcome_position,
    rows.route,
    rows.assessment,
    rows.service as service_type,
    rows.component,
    rows.delivery,
    coalesce(rows.provider_name, rows.provider) as provider,
    rows.review_reason,
    rows.unit_cost,
    rows.cost_frequency,
    rows.planned_units,
    rows.birth,
    rows.death,
    rows.gender,
    rows.ethnicity,
    rows.support_reason,
    rows.accommodation,
    rows.period_end,
    rows.file,
    rows.line,
    cast(rows.file as bigint) * 1000000000 + rows.line as position
from loaded.cld as rows
left join sources.cld_ids as ids on ids.id = coalesce(rows.la_person, rows.nhs_number)
left join sources.cld_outcomes as outcomes on outcomes.outcome = rows.outcome
