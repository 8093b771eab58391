-- A post in a month, at its team. A post whose holder leaves in the month is empty at the month's end.
-- Exactly one of in_post_fte, agency_fte and vacant_fte is the post's FTE; the other two are 0.
-- `working_days` are the Mondays to Fridays of the month (20 in its first 28 days); bank holidays are not taken out.
with posts as (
    select
        lines.*,
        coalesce(units.unit, root.unit) as unit,
        coalesce(lines.left_on <= last_day(lines.month), false) as left_in_month
    from sources.staff_months as lines
    left join model.unit_months as units
        on units.month = lines.month
        and units.unit = lines.team
    left join model.root as root on true
)

select
    month,
    unit,
    post,
    role,
    fte,
    employee is null and not agency as vacant,
    agency,
    left_in_month and not agency and employee is not null as left_in_month,
    case when agency then fte else 0 end as agency_fte,
    case when not agency and employee is not null and not left_in_month then fte else 0 end as in_post_fte,
    case when not agency and (employee is null or left_in_month) then fte else 0 end as vacant_fte,
    case when left_in_month and not agency and employee is not null then fte else 0 end as leaver_fte,
    leave_reason,
    days_sick,
    20
    + case when day(last_day(month)) >= 29 and isodow(month + 28) < 6 then 1 else 0 end
    + case when day(last_day(month)) >= 30 and isodow(month + 29) < 6 then 1 else 0 end
    + case when day(last_day(month)) >= 31 and isodow(month + 30) < 6 then 1 else 0 end as working_days,
    supervision_due,
    supervision_held,
    appraisal_due,
    appraisal_done,
    training_due,
    training_done,
    cases
from posts
