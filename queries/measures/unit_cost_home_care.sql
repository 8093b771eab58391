-- title: Cost of an hour of home care
-- short: An hour of home care
-- question: What do we pay for an hour of home care?
-- why: on budget with fewer hours is a failure that only the price shows; decides fee talks with providers and where in-house care is worth its cost
-- perspective: financial
-- kind: ratio
-- unit_of_value: £ per hour
-- decimals: 2
-- better: range
-- period: financial year to date
-- type: input
-- leads: lag
-- codes: PAF B17
-- needs: ledger, cost_centres, visits
-- owner: Head of commissioning
-- beside: home_care_users_satisfied = a cheaper hour is no gain if people are less satisfied with it
-- source: PAF B17, gross cost of home care over contact hours (PSS EX1 2007-08; the hours there were 52 times those of a sample week). Here the hours of the whole period, on local data
-- caveat: Cost is what the ledger paid, charged to the month of payment: own staff, overheads and late invoices that do not pass through it are missing, and the first months of a year swing. Activity of a team whose money is booked at the unit above is counted there, so that team has no unit cost of its own. Not comparable to the penny with PAF, whose cost included overheads.
select
    month,
    unit,
    coalesce(reference, cost_centre) as person,
    amount as numerator,
    0 as denominator,
    service,
    user_group,
    'payment' as what,
    supplier
from model.ledger_lines
where not capital
    and service = 'home care'
union all
select
    month,
    unit,
    active_at as person,
    0 as numerator,
    units as denominator,
    service,
    user_group,
    'activity' as what,
    provider as supplier
from model.costed_activity
where service = 'home care'
