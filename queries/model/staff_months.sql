-- A post in a month, at its team. A post whose holder leaves in the month is empty at the month's end; one whose holder
-- left before the month is vacant, whatever name still stands on it.
-- Exactly one of in_post_fte, agency_fte and vacant_fte is the post's FTE; the other two are 0.
-- `working_days` are the Mondays to Fridays of the month (20 in its first 28 days); bank holidays are not taken out.
with posts as (
    select
        lines.*,
        coalesce(units.unit, root.unit) as unit,
        lines.employee is not null and coalesce(lines.left_on >= lines.month, true) as held,
        coalesce(lines.left_on between lines.month and last_day(lines.month), false) as leaves
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
    not held and not agency as vacant,
    agency,
    held and leaves and not agency as left_in_month,
    case when agency then fte else 0 end as agency_fte,
    case when held and not leaves and not agency then fte else 0 end as in_post_fte,
    case when (not held or leaves) and not agency then fte else 0 end as vacant_fte,
    case when held and leaves and not agency then fte else 0 end as leaver_fte,
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
