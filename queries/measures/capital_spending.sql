-- title: Capital spending this financial year
-- short: Capital spending this year
-- question: What have we put into buildings, vehicles and equipment so far this year?
-- why: capital is planned apart from running costs; decides whether schemes are brought forward or held back
-- perspective: financial
-- kind: money
-- better: neither
-- period: financial year to date
-- breakdowns: directorate
-- needs: ledger
-- type: input
-- leads: lag
-- owner: Head of finance for social care
-- source: The council's payments ledger; capital lines only
-- caveat: Payments as the ledger has them; a stage payment shows in the month it is paid and not when the work was done.
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
where capital
