-- title: Cost of a week of looking after a child
-- short: A week of a child in care
-- question: What do we pay for a week in foster care or a children's home?
-- why: the mix of homes and foster care drives it more than any fee; decides how hard to recruit foster carers
-- perspective: financial
-- kind: ratio
-- unit_of_value: £ per week
-- decimals: 2
-- better: range
-- period: financial year to date
-- type: input
-- leads: lag
-- codes: PAF B8, BVPI 51
-- needs: ledger, cost_centres, ssda903_episodes
-- owner: Head of children looked after
-- source: PAF B8, gross cost of foster care and children's homes over weeks in them (Best Value Performance Indicators Order 2003, schedule 4; PSS EX1 2007-08), on local data
-- caveat: Cost is what the ledger paid, charged to the month of payment: own staff, overheads and late invoices that do not pass through it are missing, and the first months of a year swing. Activity of a team whose money is booked at the unit above is counted there, so that team has no unit cost of its own. PAF B8 also counted days placed for adoption and in residential schools where the council pays.
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
    and service in ('foster care', 'children''s homes')
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
where service in ('foster care', 'children''s homes')
