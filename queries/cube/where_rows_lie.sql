-- In which units at and below each one the rows of a measure lie: at each unit with rows and none straight below it that
-- has any, with all units above it. `places` are the units in which they lie, each as often as it has `units` at and above
-- it, beside which it stands. Months that are alike are one.
with wholes as (
    select distinct measure, month, basis, unit
    from cube.cells
    where slice = '' and records > 0 and supplied is null
),

with_some_below as (
    select distinct u.parent as unit, w.measure, w.month, w.basis
    from wholes as w
    join model.unit_months as u on u.month = w.month and u.unit = w.unit
),

places as (
    select w.measure, w.month, w.basis, w.unit
    from wholes as w
    left join with_some_below as b
        on b.unit = w.unit and b.measure = w.measure and b.month = w.month and b.basis = w.basis
    where b.unit is null
),

months as (
    select
        p.measure,
        p.month,
        p.basis,
        list(a.above order by a.above, p.unit) as units,
        list(p.unit order by a.above, p.unit) as places
    from places as p
    join model.units_above as a on a.month = p.month and a.unit = p.unit
    group by p.measure, p.month, p.basis
)

select distinct measure, units, places from months order by measure, units, places
