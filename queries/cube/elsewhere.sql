-- A council's published figure for a measure and a period, null with its marker where the source gives none. A council
-- for which nothing at all is published in the period, because it was merged away or not yet made, has no row; nor has
-- a period in which no council has a figure, such as a year without the survey.
with councils as (
    select f.*, a.council, a.own as is_own, a.neighbour
    from model.facts as f
    join model.areas as a on a.area = f.area
    where a.kind = 'council'
),

there as (
    select council, period_start, period_end
    from councils
    where value is not null
    group by council, period_start, period_end
),

regions as (
    select council, min(region) as region
    from model.areas
    where kind = 'council'
    group by council
)

select
    m.measure,
    c.period_start,
    c.period_end,
    c.council as area,
    a.area_name,
    r.region,
    c.is_own as own,
    c.neighbour,
    cast(c.value as double) as value,
    c.marker,
    cast(c.value - c.margin as double) as lower,
    cast(c.value + c.margin as double) as upper
from councils as c
join cube.measure_codes as m on m.code = lower(c.measure)
join there as t on t.council = c.council and t.period_start = c.period_start and t.period_end = c.period_end
join model.areas as a on a.area = c.council
join regions as r on r.council = c.council
qualify row_number() over (
    partition by m.measure, c.council, c.period_start, c.period_end
    order by c.value is null, m.code = lower(m.measure) desc, c.label nulls first, c.area, c.measure
) = 1
    and count(c.value) over (partition by m.measure, c.period_start, c.period_end) > 0
order by m.measure, c.period_start, c.period_end, c.council
