-- title: Agency staff
-- question: How much of our work is done by agency workers?
-- why: agency cover costs more and moves on sooner; decides which posts are worth a better offer
-- perspective: learning
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: lower
-- period: snapshot
-- breakdowns: role
-- type: input
-- leads: lead
-- owner: Head of workforce development
-- source: Department for Education, Local Authority Interactive Tool and children's social work workforce methodology: agency workers over agency workers and staff in post, in full-time equivalents
-- caveat: At the end of the month. Care staff of providers are not the council's and are not here.
select
    month,
    unit,
    post as person,
    agency_fte as numerator,
    agency_fte + in_post_fte as denominator,
    role
from model.staff_months
where agency_fte > 0
    or in_post_fte > 0
