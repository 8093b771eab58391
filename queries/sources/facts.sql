-- A published or supplied figure for one area and period, with the marker that stands where there is no value; and the unit
-- costs that a return gives without saying them. A group of councils has no official code ([z]) and is known by its name.
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
    -- One that is printed as 0.0 is smaller than its digits can say, and not known.
    nullif(margin, 0) as margin,
    marker,
    label,
    file,
    line
from loaded.facts
union all
select
    measure,
    area,
    area_name,
    false as is_group,
    null as region,
    period_start,
    period_end,
    cast(value as decimal(18, 4)) as value,
    cast(numerator as decimal(18, 4)) as numerator,
    denominator,
    null as margin,
    null as marker,
    null as label,
    file,
    line
from sources.outturn_unit_costs
