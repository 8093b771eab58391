-- A payment, charged to a month, at the unit and service of its cost centre. No payment is dropped: that of a cost centre
-- which no file maps belongs to the whole council as 'not mapped'.
-- `directorate` is the name that the cost centre last went by, so that a renaming in mid-year breaks no trend;
-- `directorate_printed` is the name in the file. `provider` is the supplier under the name that packages and visits use.
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
    places.unit,
    lines.cost_centre,
    lines.cost_centre_name,
    lines.directorate as directorate_printed,
    names.directorate,
    lines.service_area,
    places.service,
    places.user_group,
    places.mapped,
    lines.subjective,
    lines.supplier,
    suppliers.provider,
    lines.reference,
    lines.capital,
    lines.amount,
    lines.file,
    lines.line
from sources.ledger as lines
inner join model.money_places as places
    on places.cost_centre = lines.cost_centre
    and places.subjective = coalesce(lines.subjective, '')
    and places.month = lines.month
left join model.suppliers as suppliers
    on suppliers.supplier = lines.supplier
left join names
    on names.cost_centre = lines.cost_centre
