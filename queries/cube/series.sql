-- A measure at a unit over all months of the store on each basis, nulls where there is no value. `charted` marks the basis
-- on which a control chart is drawn: single months, since periods that overlap are not separate observations. What comes by the
-- quarter or the year has none: ten points are too few for a usual range. Nor has what is answered in words: their steps are
-- no distances.
with bases as (
    select
        k.key as measure,
        b.basis,
        b.basis = k.basis as own,
        b.basis = case
            when k.answers <> '' or k.basis = 'financial year' or (k.kind = 'supplied' and f.frequency <> 'month') then null
            when k.kind = 'supplied' or k.basis = 'snapshot' then k.basis
            else 'month'
        end as charted
    from about.measures as k
    join cube.frequencies as f on f.measure = k.key
    join (select distinct measure, basis from cube.periods) as b on b.measure = k.key
),

wanted as (
    select distinct unit, measure, basis
    from cube.measured
)

select
    w.unit,
    w.measure,
    w.basis,
    b.own,
    coalesce(b.charted, false) as charted,
    min(m.month) as first_month,
    list(v.value order by m.month) as vals,
    list(cast(v.numerator as double) order by m.month) as numerators,
    list(cast(v.denominator as double) order by m.month) as denominators
from wanted as w
join bases as b on b.measure = w.measure and b.basis = w.basis
cross join model.months as m
left join cube.measured as v
    on v.unit = w.unit and v.measure = w.measure and v.basis = w.basis and v.month = m.month
group by w.unit, w.measure, w.basis, b.own, b.charted
order by w.unit, w.basis, w.measure
