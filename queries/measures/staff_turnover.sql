-- title: Staff leaving
-- question: How much of our staff have we lost over twelve months?
-- why: people who need care lose a worker they know each time; decides what is spent on keeping staff rather than on finding them
-- perspective: learning
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: lower
-- period: rolling 12 months
-- denominator: latest
-- breakdowns: role
-- type: input
-- leads: lead
-- owner: Head of workforce development
-- source: Department for Education, Local Authority Interactive Tool and children's social work workforce methodology: full-time equivalents that left in the year over those in post at its end
-- caveat: A move to another team of the council is recorded as leaving by some councils and not by others. Agency workers count on neither side. In a small team one person is a large share.
select
    month,
    unit,
    post as person,
    leaver_fte as numerator,
    in_post_fte as denominator,
    role,
    leave_reason
from model.staff_months
where leaver_fte > 0
    or in_post_fte > 0
