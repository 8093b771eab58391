-- A published or supplied figure for one area and period, with the marker that stands where there is no value.
select
    measure,
    area,
    area_name,
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
