-- title: Cost of a week of foster care
-- short: A week of foster care
-- question: What do we pay for a week of foster care?
-- why: agency foster care costs more than the council's own; decides what is paid to carers and how many to recruit
-- perspective: financial
-- kind: ratio
-- unit_of_value: £ per week
-- decimals: 2
-- better: range
-- period: financial year to date
-- type: input
-- leads: lag
-- codes: PAF B10
-- needs: ledger, cost_centres, ssda903_episodes
-- owner: Head of fostering
-- source: PAF B10, cost of foster care over weeks fostered or placed for adoption (PSS EX1), on local data
-- caveat: Cost is what the ledger paid, charged to the month of payment: own staff, overheads and late invoices that do not pass through it are missing, and the first months of a year swing. Activity of a team whose money is booked at the unit above is counted there, so that team has no unit cost of its own.
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
    and service = 'foster care'
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
where service = 'foster care'
