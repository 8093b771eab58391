-- A value from outside for a measure and a period, of the kind:
--   england     as published
--   region      the council's own region, as published, else the median of its councils
--   neighbours  the median of the councils named in the council's settings; its own value is never one of them
--   best        the best of all councils, where one end is better; `area` is one of those that reached it
--   given       any other figure that is not the council's own, such as one with a label
-- `areas` says of how many councils with a value it is made, `named` how many there were to take.
with given as (
    select
        m.measure,
        f.area,
        case when f.label is not null or a.kind not in ('england', 'region') then 'given' else a.kind end as kind,
        coalesce(f.label, case when a.kind = 'england' then 'England' end, f.area_name, f.area) as label,
        f.period_start,
        f.period_end,
        cast(f.value as double) as value
    from model.facts as f
    join cube.measure_codes as m on m.code = lower(f.measure)
    join model.areas as a on a.area = f.area
    where not f.own and f.value is not null
        and (a.kind in ('england', 'other') or (a.kind = 'region' and a.area = (select region from model.own_region)))
    qualify row_number() over (
        partition by m.measure, coalesce(f.label, ''), a.kind, case when a.kind = 'england' then '' else f.area end,
            f.period_start, f.period_end
        order by f.area, f.measure
    ) = 1
),

elsewhere as (
    select e.*, k.better
    from cube.elsewhere as e
    join about.measures as k on k.key = e.measure
    where e.value is not null
),

neighbours as (
    select measure, period_start, period_end, median(value) as value, count(*) as areas
    from elsewhere
    where neighbour and not own
    group by measure, period_start, period_end
),

regions as (
    select e.measure, e.region, e.period_start, e.period_end, median(e.value) as value, count(*) as areas
    from elsewhere as e
    where e.region = (select region from model.own_region)
        and not exists (
            select 1 from given as g
            where g.kind = 'region' and g.measure = e.measure
                and g.period_start = e.period_start and g.period_end = e.period_end
        )
    group by e.measure, e.region, e.period_start, e.period_end
),

ordered as (
    select
        measure, area, area_name, period_start, period_end, value,
        case when better = 'higher' then -value else value end as place
    from elsewhere
    where better in ('higher', 'lower')
),

best as (
    select
        measure, period_start, period_end,
        arg_min(area, (place, area_name, area)) as area,
        arg_min(value, place) as value,
        count(*) as areas
    from ordered
    group by measure, period_start, period_end
)

select measure, area, label, period_start, period_end, value, kind, cast(null as bigint) as areas, cast(null as bigint) as named
from given
union all
select
    r.measure, r.region, 'median of ' || coalesce(a.area_name, r.region) || ' councils', r.period_start, r.period_end,
    r.value, 'region', r.areas, null
from regions as r
left join model.areas as a on a.area = r.region
union all
select
    measure, null, 'nearest neighbours', period_start, period_end, value, 'neighbours', areas,
    (select count(distinct council) from model.areas where neighbour and not own)
from neighbours
union all
select measure, area, 'best', period_start, period_end, value, 'best', areas, null
from best
order by measure, period_start, period_end, kind, label, area
