-- A measure that adds up rows: its numerators and denominators at every unit, for every period and slice.
with things as (
    select
        thing.month,
        coalesce(u.unit, (select unit from model.root)) as unit,
        cast(thing.numerator as decimal(18, 4)) as numerator,
        cast({denominator} as decimal(18, 4)) as denominator,
        {slice_columns}
        '' as whole
    from ({measure}) as thing
    left join model.unit_months as u on u.month = thing.month and u.unit = thing.unit
),

parts as (
    select month, unit, {slices} sum(numerator) as numerator, sum(denominator) as denominator, count(*) as records, whole
    from things
    group by month, unit, {slices} whole
),

slices as (
    select month, unit, slice, slice_value, numerator, denominator, records
    from parts unpivot (slice_value for slice in ({slices} whole))
),

monthly as (
    select
        s.month, a.above as unit, s.slice, s.slice_value,
        sum(s.numerator) as numerator, sum(s.denominator) as denominator, sum(s.records) as records
    from slices as s
    join model.units_above as a on a.month = s.month and a.unit = s.unit
    group by s.month, a.above, s.slice, s.slice_value
)

select
    m.unit,
    w.month,
    w.basis,
    m.slice,
    m.slice_value,
    sum(m.numerator) as numerator,
    sum(case when {latest} and w.member <> w.month then 0 else m.denominator end) as denominator,
    sum(m.records) as records
from monthly as m
join model.windows as w on w.member = m.month
where w.basis in ({bases}) and (m.slice = 'whole' or w.basis = $basis)
group by m.unit, w.month, w.basis, m.slice, m.slice_value
