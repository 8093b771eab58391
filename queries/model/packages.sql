-- A service that a person has or had, or a part of one that is paid for in its own way, as the last return that has it knows
-- it. It began on the first day that any return gives it; where a later return no longer has it, it ended on the last day of the
-- one before. The files know of it up to `known_to`: an end after that day is planned.
with latest as (
    select
        *,
        min(starts) over (partition by package) as began,
        max(position) over (partition by council) as last_position
    from model.package_parts
    qualify row_number() over (partition by package order by position desc, starts desc, part desc) = 1
)

select
    latest.package,
    latest.person,
    latest.client_type,
    kinds.service,
    kinds.setting,
    kinds.long_term,
    kinds.direct_payment,
    latest.service_type,
    latest.component,
    latest.delivery,
    latest.provider,
    latest.began as starts,
    case
        when latest.position < latest.last_position then least(coalesce(latest.ends, latest.last_day), latest.last_day)
        else latest.ends
    end as ends,
    latest.last_day as known_to,
    latest.outcome,
    latest.planned_units,
    latest.weekly_cost,
    latest.one_off_cost
from latest
left join sources.cld_kinds as kinds
    on kinds.service_type is not distinct from latest.service_type
    and kinds.component is not distinct from latest.component
    and kinds.delivery is not distinct from latest.delivery
