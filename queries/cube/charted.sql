-- view
-- What a control chart of a measure at a unit is made from: its months with their values, what single months can be held
-- against, whether the measure's own period is too small to judge, what was counted where events are counted (whole numbers,
-- not a share), and where the chart starts anew.
with series as (
    select s.measure, s.unit, s.basis, s.first_month, s.vals, s.numerators, k.better, k.kind,
        -- A target for twelve months together says nothing of one month, except of a share or a ratio of rows added up.
        k.better in ('higher', 'lower') and (
            s.own or (k.kind in ('proportion', 'mean', 'ratio') and k.counts = 'rows' and k.denominator = 'summed')
        ) as has_target
    from cube.series as s
    join about.measures as k on k.key = s.measure
    where s.charted
),

monthly as (
    select
        s.measure,
        s.unit,
        list(case when s.has_target then v.target_low end order by m.month) as targets,
        list(
            coalesce(s.kind = 'proportion' and v.value is not null and v.denominator < a.fewest, false)
            order by m.month
        ) as small
    from series as s
    cross join model.months as m
    cross join about.settings as a
    left join cube.own_values as v on v.measure = s.measure and v.unit = s.unit and v.month = m.month
    group by s.measure, s.unit
),

events as (
    select measure
    from series
    where kind in ('count', 'rate', 'ratio')
    group by measure
    having bool_and(array_length(list_filter(numerators, lambda x: x <> floor(x))) = 0)
),

starts as (
    select
        n.measure,
        a.unit,
        list(distinct n.month order by n.month) as months
    from about.notes as n
    join model.units_above as a on a.above = n.unit and a.month = n.month
    where n.rebase
    group by n.measure, a.unit
)

select
    s.measure,
    s.unit,
    s.basis,
    s.better,
    s.first_month,
    s.vals,
    m.targets,
    m.small,
    case when e.measure is not null then s.numerators end as events,
    list_transform(coalesce(r.months, []), lambda month: date_diff('month', s.first_month, month)) as starts
from series as s
join monthly as m on m.measure = s.measure and m.unit = s.unit
left join events as e on e.measure = s.measure
left join starts as r on r.measure = s.measure and r.unit = s.unit
