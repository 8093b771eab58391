-- The first month of the store with a payment, else its first month: other files may lengthen the months, and a year of which
-- the ledger has only a part can't be told from its start.
select coalesce(
    (
        select min(lines.month)
        from model.ledger_lines as lines
        inner join model.months as months
            on months.month = lines.month
    ),
    (select min(month) from model.months)
) as month
