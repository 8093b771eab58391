-- Some measures, or all, at a unit in some quarters, each named by its last month: with the quarter before and the same quarter of the
-- year before. What is counted at the end of a month has its quarter's value there too (`stock`).
with placed as (
    select
        s.measure,
        s.basis <> 'quarter' as stock,
        m.made_as,
        s.vals,
        s.numerators,
        s.denominators,
        w.month,
        date_diff('month', s.first_month, w.month) + 1 as place
    from cube.series as s
    join about.measures as k on k.key = s.measure
    join cube.made_as as m on m.measure = s.measure
    cross join (select unnest($months) as month) as w
    where s.unit = $unit
        and ($measures is null or list_contains($measures, s.measure))
        and (s.basis = 'quarter' or (s.basis = 'snapshot' and k.kind <> 'supplied'))
)

select
    measure,
    stock,
    made_as,
    cast(month as date) as month,
    vals[place] as value,
    numerators[place] as numerator,
    denominators[place] as denominator,
    case when place > 3 then vals[place - 3] end as value_before,
    case when place > 3 then numerators[place - 3] end as numerator_before,
    case when place > 3 then denominators[place - 3] end as denominator_before,
    case when place > 12 then vals[place - 12] end as value_year,
    case when place > 12 then numerators[place - 12] end as numerator_year,
    case when place > 12 then denominators[place - 12] end as denominator_year
from placed
where place > 0
order by measure, month
