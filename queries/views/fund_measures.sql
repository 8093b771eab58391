-- The measures of the Better Care Fund's plan, as the council names them (partners.toml), each at a unit at the end of each of
-- some months, the oldest first.
select
    fund.measure,
    now.value,
    now.standing
from about.fund as fund
cross join (select unnest($ends) as month) as ends
left join cube.card_values as now
    on now.measure = fund.measure
    and now.unit = $unit
    and now.month = ends.month
order by fund.position, ends.month
