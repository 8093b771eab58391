-- A published or supplied figure for one area and period, with the marker that stands where there is no value. A group of
-- councils has no official code ([z]) and is known by its name.
select
    measure,
    case when area = '[z]' then coalesce(area_name, area) else area end as area,
    area_name,
    area = '[z]' as is_group,
    region,
    cast(split_part(period, '/', 1) as date) as period_start,
    cast(split_part(period, '/', 2) as date) as period_end,
    value,
    numerator,
    denominator,
    marker,
    label,
    file,
    line
from loaded.facts
