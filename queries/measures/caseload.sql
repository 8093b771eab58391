-- title: Cases for each full-time worker
-- short: Cases for each worker
-- question: How many cases does a full-time worker hold?
-- why: nobody does good work with too many cases; decides how cases are shared out and where a post goes next
-- perspective: learning
-- kind: ratio
-- unit_of_value: cases per full-time worker
-- better: lower
-- period: snapshot
-- breakdowns: role
-- type: input
-- leads: lead
-- owner: Principal social worker
-- beside: clients_reviewed = cases without time for them are cases without a review
-- source: Department for Education, Local Authority Interactive Tool and children's social work workforce methodology: cases over full-time equivalents of case holders, agency workers included
-- caveat: At the end of the month. Only posts that hold cases count as case holders. Cases on a vacant post have no worker: they are left out here and are a worry of their own. Says nothing about how hard the cases are.
select
    month,
    unit,
    post as person,
    cases as numerator,
    fte as denominator,
    role,
    agency
from model.staff_months
where cases > 0
    and not vacant
