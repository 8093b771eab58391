-- What was paid at a unit's own books for a service of a provider in a month: the lines of the ledger, with their file.
select
    lines.date,
    lines.supplier,
    lines.reference,
    lines.cost_centre,
    lines.cost_centre_name,
    lines.subjective,
    lines.capital,
    lines.amount,
    files.name as file,
    lines.line,
    lines.file as number
from model.ledger_lines as lines
left join about.files as files on files.file = lines.file
where lines.month = $month
    and lines.unit = $unit
    and lines.service = $service
    and coalesce(lines.provider, '') = $provider
order by lines.amount desc, lines.date, lines.reference, lines.line
