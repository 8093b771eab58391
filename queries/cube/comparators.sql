-- A value from outside for a measure: a fact of an area that is not the council's own, under the measure's key or one of
-- its official codes.
with codes as (
    select key as measure, trim(unnest(string_split(codes, ','))) as code
    from about.measures
    where codes <> ''
    union all
    select key, key
    from about.measures
)

select
    c.measure,
    f.area,
    coalesce(f.label, f.area_name, f.area) as label,
    f.period_start,
    f.period_end,
    cast(f.value as double) as value
from model.facts as f
join codes as c on lower(c.code) = lower(f.measure)
where not f.own and f.value is not null
order by c.measure, f.area, f.period_start
