-- title: Posts vacant
-- question: How much of our establishment stands empty?
-- why: work of an empty post falls on those who stay; decides where to recruit first and what to pay for it
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
-- source: Department for Education, Local Authority Interactive Tool and children's social work workforce methodology: vacancies over vacancies and staff in post, in full-time equivalents
-- caveat: At the end of the month. A post covered by an agency worker is counted under agency staff and not here, which makes this lower than a count of posts without a permanent holder: read the two together.
select
    month,
    unit,
    post as person,
    vacant_fte as numerator,
    vacant_fte + in_post_fte as denominator,
    role
from model.staff_months
where vacant_fte > 0
    or in_post_fte > 0
