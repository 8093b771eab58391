-- A cost centre for a span of dates: the unit, service and user group that its money belongs to. A row that names a
-- subjective head is for the lines under that head alone; the others go by the row that names none.
select
    cost_centre,
    subjective,
    name,
    unit,
    lower(service) as service,
    user_group,
    coalesce(starts, date '1900-01-01') as starts,
    coalesce(ends, date '9999-12-31') as ends,
    file,
    line
from loaded.cost_centres
