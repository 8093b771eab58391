-- What was counted, and a nought for each month in which nothing was at a unit where something ever was: the file that would
-- have said otherwise was looked for elsewhere (cube.coverage). A measure over a base takes the people of the unit as its denominator.
with counted as (
{counted}
),

empty as (
    select u.unit, u.month, b.basis
    from model.unit_months as u
    cross join (select unnest([{bases}]) as basis) as b
    where u.unit in (select unit from counted where slice = 'whole')
        and not exists (
        select 1 from counted as c
            where c.unit = u.unit and c.month = u.month and c.basis = b.basis and c.slice = 'whole'
        )
),

cells as (
    select unit, month, basis, slice, slice_value, numerator, denominator, records
    from counted
    union all
    select unit, month, basis, 'whole', '', 0, 0, 0
    from empty
)

select
    $measure as measure,
    c.unit,
    c.month,
    c.basis,
    case when c.slice = 'whole' then '' else c.slice end as slice,
    c.slice_value,
    cast(c.numerator as decimal(18, 4)) as numerator,
    cast(case
        when $base <> '' then b.people
        when {has_denominator} then c.denominator
    end as decimal(18, 4)) as denominator,
    c.records,
    cast(null as double) as supplied,
    cast(null as varchar) as marker,
    cast(null as date) as period_start,
    cast(null as date) as period_end
from cells as c
left join model.bases as b on b.base = $base and b.unit = c.unit and b.month = c.month
-- A whole financial year has its cell in its March, a quarter in its last month.
where (c.basis, c.month) in (select w.basis, w.month from model.windows as w)
