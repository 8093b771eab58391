-- title: Spending this financial year
-- question: What have we spent so far this year?
-- why: the plain fact beside every other money measure; decides whether the year's pace needs a second look
-- perspective: financial
-- kind: money
-- better: neither
-- period: financial year to date
-- breakdowns: directorate
-- needs: ledger
-- type: input
-- leads: lag
-- owner: Head of finance for social care
-- source: The council's payments ledger; revenue lines only
-- caveat: Payments as the ledger has them, charged to the month of payment or to the ledger's own period: nothing is accrued. What the ledger leaves out (small payments, pay, recharges) is not here. Money on a cost centre that no file maps is counted at the whole council.
select
    month,
    unit,
    reference as person,
    amount as numerator,
    service,
    user_group,
    directorate,
    date,
    cost_centre,
    cost_centre_name,
    subjective,
    supplier
from model.ledger_lines
where not capital
