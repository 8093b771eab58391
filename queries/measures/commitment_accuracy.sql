-- title: Commitments against what was paid
-- short: Commitments and payments
-- question: Do our records of what we have promised to spend agree with what we then pay?
-- why: forecasts stand on commitments; decides how far a forecast can be trusted, and whose records are put right
-- perspective: financial
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: range
-- period: financial year to date
-- needs: ledger, budget
-- type: process
-- leads: lead
-- owner: Head of finance for social care
-- source: Commitments less actual spending, over actual spending, at the end of the period: general knowledge, unverified
-- caveat: Above 0 more was committed than paid, which may only be invoices that come late; below 0 payments were made that no commitment foresaw. Only cost centres with a commitment in the month count, so that like is compared with like; revenue only.
select
    month,
    unit,
    cost_centre as person,
    committed_in_month as numerator,
    0 as denominator,
    service,
    user_group,
    'commitment' as what
from model.budget_months
where committed_in_month is not null
union all
select
    lines.month,
    lines.unit,
    lines.cost_centre as person,
    -lines.amount as numerator,
    lines.amount as denominator,
    lines.service,
    lines.user_group,
    'payment' as what
from model.ledger_lines as lines
where not lines.capital
    and exists (
        select 1 from model.budget_months as budget
        where budget.month = lines.month
        and budget.cost_centre = lines.cost_centre
        and budget.committed_in_month is not null
    )
