-- A cost centre for a span of dates: the unit, service and user group that its money belongs to.
select
    cost_centre,
    name,
    unit,
    lower(service) as service,
    user_group,
    coalesce(starts, date '1900-01-01') as starts,
    coalesce(ends, date '9999-12-31') as ends,
    file,
    line
from loaded.cost_centres
