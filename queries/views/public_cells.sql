-- What a release of the public page is made from: counts of the measures that it names, at the whole council and at the
-- units of one level, whole and by the one slice that each measure has there (`cuts`, '' for none).
--   piece   months of a quarter added up, where a measure's year is the sum of its quarters
--   period  the period that is shown
-- Quarters are told by the month in which they end.
with wanted as (
    select
        unnest($measures) as measure,
        unnest($cuts) as cut,
        unnest($adds) as adds
),

asked as (
    select w.measure, w.cut, w.adds, k.basis as own, case
        when k.basis in ('month', 'financial year to date') then 'rolling 12 months'
        else k.basis
    end as basis
    from wanted as w
    join about.measures as k on k.key = w.measure
),

places as (
    select unit from model.units where parent is null or level = $level
),

cells as (
    select c.measure, c.unit, c.month, c.slice, c.slice_value, c.numerator, c.denominator, a.adds, c.basis, a.basis as shown
    from cube.cells as c
    join asked as a on a.measure = c.measure and (c.slice = '' or c.slice = a.cut)
    where c.unit in (select unit from places)
)

select
    'piece' as what,
    measure,
    unit,
    cast(date_trunc('quarter', month) + interval 2 month as date) as ends,
    slice,
    slice_value,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from cells
where adds and basis = 'month'
group by measure, unit, cast(date_trunc('quarter', month) + interval 2 month as date), slice, slice_value
union all
select
    'period' as what,
    measure,
    unit,
    month as ends,
    slice,
    slice_value,
    numerator,
    denominator
from cells
where basis = shown and list_contains($ends, month)
order by what, measure, unit, ends, slice, slice_value
