-- What was found of a service of a provider at a unit's own books in a month, the largest first. The half is
-- the place where what was paid late or booked elsewhere stands on the other side.
select
    found.cause,
    found.owed,
    found.paid,
    found.difference,
    found.person,
    found.package,
    files.name as file,
    found.line,
    found.half_month,
    found.half_unit,
    found.half_service,
    found.is_second
from cube.findings as found
left join about.files as files on files.file = found.file
where found.month = $month
    and found.unit = $unit
    and found.service = $service
    and found.provider = $provider
order by abs(found.difference) desc, found.cause, found.person, found.package, found.line
