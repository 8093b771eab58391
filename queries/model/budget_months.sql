-- A budget line (a cost centre and subjective head) as it stood in a month, at the unit and service of its cost centre.
-- That of a cost centre which no file maps belongs to the whole council as 'not mapped'.
-- `committed_in_month` is what the month added to the commitment of the financial year.
select
    lines.month,
    coalesce(units.unit, root.unit) as unit,
    lines.cost_centre,
    lines.subjective,
    coalesce(places.service, 'not mapped') as service,
    places.user_group,
    lines.original,
    lines.revised,
    lines.profiled,
    lines.commitment,
    lines.commitment - coalesce(lag(lines.commitment) over (
        partition by lines.cost_centre, lines.subjective, year(lines.month - interval 3 month)
        order by lines.month
    ), 0) as committed_in_month,
    lines.forecast
from sources.budget as lines
left join model.cost_centres as places
    on places.cost_centre = lines.cost_centre
    and lines.month between places.first_month and places.last_month
left join model.unit_months as units
    on units.month = lines.month
    and units.unit = places.unit
left join model.root as root on true
