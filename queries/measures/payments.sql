-- title: All payments this financial year
-- short: All payments this year
-- question: Do the payments here add up to the ledger's own total?
-- why: a control total; decides whether the other money measures can be believed
-- perspective: financial
-- kind: money
-- better: neither
-- period: financial year to date
-- breakdowns: directorate
-- decimals: 2
-- needs: ledger
-- type: input
-- leads: lag
-- owner: Head of finance for social care
-- source: The council's payments ledger; every line, capital and revenue
-- caveat: Directorates are named as each cost centre was last named, so that a renaming in mid-year breaks no trend; the name in the file is in the list of records.
select
    month,
    unit,
    reference as person,
    amount as numerator,
    service,
    user_group,
    directorate,
    directorate_printed,
    date,
    cost_centre,
    cost_centre_name,
    subjective,
    supplier,
    capital
from model.ledger_lines
