-- What packages and visits say should have been paid for a month beside what the ledger says was paid, at the unit, service
-- and provider of both. A pound either way is rounding. A service is here in a financial year in which both sides have it:
-- what stands on one side alone all year is in cube.not_reconciled. `provider` is '' where none is named.
with owed as (
    select
        month,
        unit,
        service,
        coalesce(provider, '') as provider,
        sum(amount) as owed,
        count(*) as things,
        bool_or(counted_in = 'hours') as in_hours
    from model.owed
    group by month, unit, service, coalesce(provider, '')
),

paid as (
    select
        lines.month,
        lines.unit,
        lines.service,
        coalesce(lines.provider, '') as provider,
        sum(lines.amount) as paid,
        count(*) as lines
    from model.ledger_lines as lines
    inner join model.months as months on months.month = lines.month
    group by lines.month, lines.unit, lines.service, coalesce(lines.provider, '')
),

both_sides as (
    select distinct service, year(month - interval 3 month) as financial_year from owed
    intersect
    select distinct service, year(month - interval 3 month) as financial_year from paid
),

-- A month can be held against its packages where somebody was owed something.
on_file as (
    select distinct month, service
    from owed
),

sides as (
    select
        coalesce(owed.month, paid.month) as month,
        coalesce(owed.unit, paid.unit) as unit,
        coalesce(owed.service, paid.service) as service,
        coalesce(owed.provider, paid.provider) as provider,
        cast(coalesce(owed.owed, 0) as decimal(18, 2)) as owed,
        cast(coalesce(paid.paid, 0) as decimal(18, 2)) as paid,
        coalesce(owed.things, 0) as things,
        coalesce(owed.in_hours, false) as in_hours,
        coalesce(paid.lines, 0) as lines
    from owed
    full join paid
        on paid.month = owed.month
        and paid.unit = owed.unit
        and paid.service = owed.service
        and paid.provider = owed.provider
)

select
    sides.month,
    sides.unit,
    sides.service,
    sides.provider,
    sides.owed,
    sides.paid,
    sides.paid - sides.owed as difference,
    sides.things,
    sides.in_hours,
    sides.lines,
    case
        when on_file.service is null then 'nothing on file'
        when abs(sides.paid - sides.owed) <= 1 then 'matched'
        when sides.lines = 0 then 'only in the packages'
        when sides.things = 0 then 'only in the ledger'
        else 'differs'
    end as status
from sides
inner join both_sides
    on both_sides.service = sides.service
    and both_sides.financial_year = year(sides.month - interval 3 month)
left join on_file
    on on_file.month = sides.month
    and on_file.service = sides.service
