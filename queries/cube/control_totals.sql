-- For each file of money in force, column, month and part (capital and revenue apart): what the file adds up to as it was
-- read at the door, what of it was turned away, what the store took in, and where it lies now: at the units, not mapped, or
-- in a month outside the store. `agrees` where the file is the store and the rejected together, and the store is the
-- units and the rest together.
with placed as (
    select
        file,
        'amount' as column_name,
        month,
        case when capital then 'capital' else 'revenue' end as part,
        mapped,
        amount
    from model.ledger_lines
    union all
    select
        file,
        column_name,
        month,
        '' as part,
        mapped,
        amount
    from model.budget_months unpivot (amount for column_name in (original, revised, profiled, commitment, forecast))
),

sums as (
    select
        placed.file,
        placed.column_name,
        placed.month,
        placed.part,
        sum(case when months.month is not null and placed.mapped then placed.amount else 0 end) as at_units,
        sum(case when months.month is not null and not placed.mapped then placed.amount else 0 end) as not_mapped,
        sum(case when months.month is null then placed.amount else 0 end) as outside,
        count(*) as lines
    from placed
    left join model.months as months on months.month = placed.month
    group by placed.file, placed.column_name, placed.month, placed.part
)

select
    doors.file,
    files.name,
    files.layout,
    doors.column_name,
    doors.month,
    doors.part,
    doors.in_file,
    doors.rejected,
    coalesce(taken.in_store, 0) as in_store,
    cast(coalesce(sums.at_units, 0) as decimal(18, 2)) as at_units,
    cast(coalesce(sums.not_mapped, 0) as decimal(18, 2)) as not_mapped,
    cast(coalesce(sums.outside, 0) as decimal(18, 2)) as outside,
    doors.lines,
    doors.lines_rejected,
    coalesce(
        doors.in_file = taken.in_store + doors.rejected
        and taken.in_store = sums.at_units + sums.not_mapped + sums.outside
        and doors.lines = taken.lines + doors.lines_rejected
        and taken.lines = sums.lines,
        doors.lines = doors.lines_rejected
    ) as agrees
from about.controls as doors
inner join about.files as files on files.file = doors.file
left join model.money_sums as taken
    on taken.file = doors.file
    and taken.column_name = doors.column_name
    and taken.month is not distinct from doors.month
    and taken.part = doors.part
left join sums
    on sums.file = doors.file
    and sums.column_name = doors.column_name
    and sums.month is not distinct from doors.month
    and sums.part = doors.part
order by doors.month, files.layout, doors.file, doors.column_name, doors.part
