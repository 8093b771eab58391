-- Capital payments at a unit and all below it in a month, and from April to that month. They stand apart from the revenue of
-- cube.money_months; no file says what is budgeted for capital.
with paid as (
    select
        lines.month,
        above.above as unit,
        sum(lines.amount) as paid
    from model.ledger_lines as lines
    inner join model.units_above as above
        on above.month = lines.month
        and above.unit = lines.unit
    where lines.capital
    group by lines.month, above.above
)

select
    windows.month,
    paid.unit,
    cast(sum(case when windows.member = windows.month then paid.paid else 0 end) as decimal(18, 2)) as paid,
    cast(sum(paid.paid) as decimal(18, 2)) as paid_to_date
from paid
inner join model.windows as windows
    on windows.member = paid.month
    and windows.basis = 'financial year to date'
group by windows.month, paid.unit
order by windows.month, paid.unit
