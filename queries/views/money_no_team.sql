-- Units of a service delivered from April to a month that are recorded at no unit below the whole council.
with units_below as (
    select unit
    from model.unit_months
    where month = $month
        and parent = (select unit from model.root)
)

select
    cells.service,
    min(cells.counted_in) as counted_in,
    sum(case when cells.unit = root.unit then cells.delivered_to_date else -cells.delivered_to_date end) as units
from cube.money_cells as cells
cross join model.root as root
where cells.month = $month
    and (cells.unit = root.unit or cells.unit in (select unit from units_below))
group by cells.service
having sum(case when cells.unit = root.unit then cells.delivered_to_date else -cells.delivered_to_date end) > 0
order by cells.service
