-- title: Looked-after children's reviews held in time
-- short: Children’s reviews in time
-- question: Is each looked-after child's plan reviewed when it should be?
-- why: the review is where a child is heard and a plan is changed; decides where reviewing officers are short
-- perspective: process
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- parameter: first = 28 days from becoming looked after to the first review (20 working days)
-- parameter: second = 3 months from the first review to the second
-- parameter: later = 6 months from each review to the next
-- type: process
-- leads: lead
-- owner: Head of children looked after
-- codes: like PAF C20 for children looked after
-- source: The times (20 working days, then 3 months, then every 6): general knowledge, unverified. PAF C20 (SI 2003/530, Schedule 4 item 8) counts reviews of child protection cases in the same way
-- needs: ssda903_episodes, ssda903_reviews
-- caveat: Counted in the month in which the review was due. A review not held by then counts as late, also when it came later. Bank holidays are not taken off the 20 working days. For a child looked after since before the first return on file, time runs from that return's first day. Nothing is due from a child who has left.
with due as (
    select
        child,
        number,
        after,
        held,
        until,
        looked_after_since,
        sex,
        ethnicity,
        cast(case number
            when 1 then after + {first}
            when 2 then after + interval {second} month
            else after + interval {later} month
        end as date) as due
    from model.child_reviews
)

select
    cast(date_trunc('month', due.due) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    due.child as person,
    case when due.held <= due.due then 1 else 0 end as numerator,
    1 as denominator,
    due.sex,
    due.ethnicity,
    due.looked_after_since,
    due.due,
    due.held
from due
left join model.allocations as allocations
    on allocations.person = due.child
    and allocations.starts <= due.due
    and coalesce(allocations.ends, date '9999-12-31') >= due.due
left join model.root as root on true
where due.due <= due.until
