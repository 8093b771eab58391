-- All months of one measure, or of each, at a unit for one part that a slice makes of the people; null where nothing of it was counted,
-- and where a share is of fewer things than the council's rule.
with counted as (
    select
        c.measure,
        c.month,
        c.numerator,
        c.denominator,
        case
            when k.kind in ('count', 'money') then cast(c.numerator as double)
            when c.denominator = 0 or (k.kind = 'proportion' and c.denominator < s.fewest) then null
            else cast(c.numerator as double) / cast(c.denominator as double) * cast(k.per as double)
        end as value
    from cube.cells as c
    join about.measures as k on k.key = c.measure and k.basis = c.basis
    cross join about.settings as s
    where c.unit = $unit
        and c.slice = $by
        and c.slice_value = $part
        and ($measure is null or c.measure = $measure)
)

select
    known.measure,
    min(m.month) as first_month,
    list(c.value order by m.month) as vals,
    list(cast(c.numerator as double) order by m.month) as numerators,
    list(cast(c.denominator as double) order by m.month) as denominators
from (select measure from counted group by measure) as known
cross join model.months as m
left join counted as c on c.measure = known.measure and c.month = m.month
group by known.measure
order by known.measure
