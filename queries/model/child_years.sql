-- A child looked after on every day of a financial year, at its last day, with what the return of that year says of health.
-- A child of whom it says nothing has had nothing.
select
    children.month,
    children.unit,
    children.child,
    children.looked_after_since,
    children.age,
    children.age_band,
    children.sex,
    children.ethnicity,
    coalesce(health.health_assessment, false) as health_assessed,
    coalesce(health.teeth_check, false) as teeth_checked,
    coalesce(health.immunisations, false) as immunised,
    coalesce(health.health_check, false) as development_checked,
    coalesce(health.convicted, false) as convicted,
    health.sdq_score,
    health.sdq_reason
from model.child_months as children
left join sources.ssda903_oc2 as health
    on health.child = children.child
    and health.year_end = last_day(children.month)
where month(children.month) = 3
    and children.looked_after_since <= make_date(cast(year(children.month) - 1 as integer), 4, 1)
