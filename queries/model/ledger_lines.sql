-- A payment, charged to a month, at the unit and service of its cost centre. No payment is dropped: that of a cost centre
-- which no file maps belongs to the whole council as 'not mapped'.
-- `directorate` is the name that the cost centre last went by, so that a renaming in mid-year breaks no trend;
-- `directorate_printed` is the name in the file.
with names as (
    select
        cost_centre,
        directorate
    from sources.ledger
    where directorate is not null
    group by cost_centre, directorate, month
    qualify row_number() over (partition by cost_centre order by month desc, count(*) desc, directorate) = 1
)

select
    lines.month,
    lines.date,
    coalesce(units.unit, root.unit) as unit,
    lines.cost_centre,
    lines.cost_centre_name,
    lines.directorate as directorate_printed,
    names.directorate,
    lines.service_area,
    coalesce(places.service, 'not mapped') as service,
    places.user_group,
    lines.subjective,
    lines.supplier,
    lines.reference,
    lines.capital,
    lines.amount
from sources.ledger as lines
left join model.cost_centres as places
    on places.cost_centre = lines.cost_centre
    and lines.month between places.first_month and places.last_month
left join model.unit_months as units
    on units.month = lines.month
    and units.unit = places.unit
left join model.root as root on true
left join names
    on names.cost_centre = lines.cost_centre
