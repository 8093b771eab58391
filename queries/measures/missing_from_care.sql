-- title: Times looked-after children went missing
-- short: Times children went missing
-- question: Do the children we look after stay safe where they live?
-- why: a child who runs away runs from something or to somebody; decides which homes and which children are talked about this week
-- perspective: customer
-- kind: count
-- better: lower
-- period: rolling 12 months
-- type: outcome
-- leads: lead
-- owner: Head of children looked after
-- breakdowns: kind
-- source: SSDA903 table Missing: M missing, A away without leave; the code list of the return
-- needs: ssda903_missing
-- caveat: Times, not children: one child may account for many. Counted in the month in which they began. More may mean that staff report better.
select
    month,
    unit,
    child as person,
    1 as numerator,
    kind,
    sex,
    ethnicity,
    starts,
    ends
from model.missing_times
