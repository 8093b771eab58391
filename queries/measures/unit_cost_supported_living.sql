-- title: Cost of a week of supported living
-- short: A week of supported living
-- question: What do we pay for a week of support in somebody's own home or tenancy?
-- why: supported living is the alternative to a care home; decides which arrangements are looked at again and which are worth more of
-- perspective: financial
-- kind: ratio
-- unit_of_value: £ per week
-- decimals: 2
-- better: range
-- period: financial year to date
-- type: input
-- leads: lag
-- needs: ledger, cost_centres, cld
-- owner: Head of learning disability services
-- source: Local: spending on supported living over weeks of it
-- caveat: Cost is what the ledger paid, charged to the month of payment: own staff, overheads and late invoices that do not pass through it are missing, and the first months of a year swing. Activity of a team whose money is booked at the unit above is counted there, so that team has no unit cost of its own. People's needs differ widely: a change can be a change of who is supported.
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
    and service = 'supported living'
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
where service = 'supported living'
