-- A unit in each month in which it exists. A unit whose parent does not exist in that month hangs from the root, so that
-- what it did is not lost from the whole.
with there as (
    select m.month, o.unit, o.parent, o.area, o.starts
    from model.months as m
    join sources.organisation as o
        on coalesce(o.starts, date '1900-01-01') <= m.month + interval 1 month - interval 1 day
        and coalesce(o.ends, date '2999-12-31') >= m.month + interval 1 month - interval 1 day
),

newest as (
    select month, unit, arg_max(parent, coalesce(starts, date '1900-01-01')) as parent,
        arg_max(area, coalesce(starts, date '1900-01-01')) as area
    from there
    group by month, unit
)

select
    n.month,
    n.unit,
    case
        when n.unit = (select unit from model.root) then null
        when above.unit is null then (select unit from model.root)
        else n.parent
    end as parent,
    n.area
from newest as n
left join newest as above on above.month = n.month and above.unit = n.parent and above.unit <> n.unit
