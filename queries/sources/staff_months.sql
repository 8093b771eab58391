-- A post in a month, with who held it and what was due to them.
select
    month,
    post,
    team,
    role,
    employee,
    fte,
    "left" as left_on,
    leave_reason,
    coalesce(agency, false) as agency,
    coalesce(days_sick, 0) as days_sick,
    coalesce(supervision_due, 0) as supervision_due,
    coalesce(supervision_held, 0) as supervision_held,
    coalesce(appraisal_due, false) as appraisal_due,
    coalesce(appraisal_done, false) as appraisal_done,
    coalesce(training_due, 0) as training_due,
    coalesce(training_done, 0) as training_done,
    coalesce(cases, 0) as cases
from loaded.staff_months
