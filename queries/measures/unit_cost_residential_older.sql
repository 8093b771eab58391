-- title: Cost of a week in a care home, older people
-- short: A week in a care home, 65+
-- question: What do we pay for a week of residential or nursing care for an older person?
-- why: the largest single price that a council pays; decides the fee offer to care homes and whether to buy in blocks
-- perspective: financial
-- kind: ratio
-- unit_of_value: £ per week
-- decimals: 2
-- better: range
-- period: financial year to date
-- type: input
-- leads: lag
-- codes: PAF B13
-- needs: ledger, cost_centres, cld
-- owner: Head of commissioning
-- source: PAF B13, cost of residential and nursing care for older people over resident weeks (PSS EX1 2007-08), on local data
-- caveat: Cost is what the ledger paid, charged to the month of payment: own staff, overheads and late invoices that do not pass through it are missing, and the first months of a year swing. Activity of a team whose money is booked at the unit above is counted there, so that team has no unit cost of its own. Gross of what residents pay where the ledger shows it so. No ledger knows a person's age: older people are taken to be those whose main need is physical, sensory or of memory (or whose cost centre says older people), so some younger adults with such needs are included on both sides.
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
    and service = 'residential and nursing'
    and lower(user_group) in ('older people', 'physical support', 'sensory support', 'memory and cognition')
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
where service = 'residential and nursing'
    and lower(user_group) in ('older people', 'physical support', 'sensory support', 'memory and cognition')
