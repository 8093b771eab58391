-- title: Working time lost to sickness
-- short: Time lost to sickness
-- question: How much working time do we lose to sickness?
-- why: rising sickness is often the first sign of a team under strain; decides where workload and support are looked at
-- perspective: learning
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: lower
-- period: rolling 12 months
-- breakdowns: role
-- type: input
-- leads: lead
-- owner: Head of workforce development
-- source: Department for Education, Local Authority Interactive Tool and children's social work workforce methodology: days lost over full-time equivalents times working days (253 in a year there)
-- caveat: Working days are the Mondays to Fridays of each month; bank holidays are not taken out (about 8 in a year), so this is slightly lower than a figure over 253 days. Agency workers and vacant posts count on neither side. One long absence weighs heavily in a small team.
select
    month,
    unit,
    post as person,
    days_sick as numerator,
    fte * working_days as denominator,
    role,
    fte,
    working_days
from model.staff_months
where not vacant
    and not agency
