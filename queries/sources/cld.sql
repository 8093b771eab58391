-- One row of the client files, under the person's one name: the NHS number says who a person is, or the one number that the
-- council's identifier has in another row, else the identifier. An end after the person's death is the day of the death.
select
    coalesce(names.person, rows.nhs, numbers.nhs, rows.la_person) as person,
    rows.client_type,
    rows.event,
    rows.start as starts,
    case
        when rows.death >= rows.start and rows.death <= coalesce(rows."end", rows.death) then rows.death
        else rows."end"
    end as ends,
    rows.outcome,
    coalesce(outcomes.position, 999) as outcome_position,
    rows.route,
    rows.assessment,
    rows.kind_key,
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
    rows.file,
    rows.line
from sources.cld_rows as rows
left join sources.cld_numbers as numbers on numbers.la_person = case when rows.nhs is null then rows.la_person end
left join sources.cld_names as names on names.nhs = coalesce(rows.nhs, numbers.nhs)
left join sources.cld_outcomes as outcomes on outcomes.outcome = rows.outcome
where coalesce(rows.nhs, rows.la_person) is not null
