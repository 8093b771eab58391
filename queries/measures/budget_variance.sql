-- title: Forecast against budget
-- question: Will we end the year within our budget?
-- why: an overspend seen early can still be managed; decides whether a recovery plan is asked for, or money moved
-- perspective: financial
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: range
-- period: snapshot
-- needs: budget
-- type: input
-- leads: lead
-- owner: Head of finance for social care
-- source: Forecast outturn less revised budget, over revised budget: general knowledge, unverified
-- caveat: As good as the forecast. An underspend can mean that people wait for a service, so neither end of the range is good: read it with activity against plan. Budget lines without a forecast in the month are left out on both sides.
select
    month,
    unit,
    cost_centre as person,
    forecast - revised as numerator,
    revised as denominator,
    service,
    user_group,
    subjective,
    original as original_budget,
    revised as revised_budget,
    forecast
from model.budget_months
where forecast is not null
    and revised is not null
