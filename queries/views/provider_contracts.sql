-- Each contract of a provider, or of every one where none is said, made for a unit or for one below it, and at the whole council those made for all of it, over the
-- months from one to another in which it was in force: bought and used are of the months whose activity is on file.
select
    lines.provider,
    lines.contract,
    lines.service,
    lines.kind,
    lines.sector,
    arg_max(lines.unit, lines.month) as unit,
    lines.counted_in,
    lines.price,
    sum(lines.bought_on_file) as bought,
    sum(lines.used) as used,
    sum(lines.paid) as paid,
    coalesce(sum(lines.paid) filter (where lines.on_file), 0) as paid_on_file,
    count(*) as months,
    count(*) filter (where lines.on_file) as months_on_file
from cube.contract_months as lines
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
where lines.month between $first and $month
    and ($provider is null or lines.provider = $provider)
group by
    lines.provider, lines.contract, lines.service, lines.kind, lines.sector, lines.counted_in, lines.price
order by lines.provider, lines.service, lines.kind, lines.contract
