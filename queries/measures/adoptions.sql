-- title: Looked-after children adopted in the year
-- short: Children adopted
-- question: Do children who need a new family for good find one?
-- why: a child who waits for a family grows up without one; decides where finding adopters comes first
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: financial year
-- parameter: months = 6 months looked after at 31 March, to be counted below the line
-- type: outcome
-- leads: lag
-- owner: Head of children looked after
-- codes: PAF C23, BVPI 163
-- source: SI 2003/530, Schedule 4 item 9: children adopted in the year over children looked after at 31 March for 6 months or more; the BVPI number: general knowledge, unverified
-- needs: ssda903_episodes, ssda903_ad1
-- caveat: Counted for the year to 31 March. Those adopted have left and are not among those below the line: it is a ratio of two groups of children. Few in most years.
select
    month,
    unit,
    child as person,
    1 as numerator,
    0 as denominator,
    sex,
    ethnicity
from model.adopted
union all
select
    month,
    unit,
    child as person,
    0 as numerator,
    1 as denominator,
    sex,
    ethnicity
from model.child_months
where month(month) = 3
    and looked_after_since + interval {months} month <= last_day(month)
