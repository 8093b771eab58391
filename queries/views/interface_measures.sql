-- The measures that the council shares with partners (partners.toml), with their value at a unit in a month.
select
    shared.measure,
    now.value,
    now.standing
from about.interface as shared
left join cube.card_values as now
    on now.measure = shared.measure
    and now.unit = $unit
    and now.month = $month
order by shared.position
