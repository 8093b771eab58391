-- Each contract made for a unit or for one below it, and at the whole council those made for all of it, over the months
-- from one to another in which it was in force: what was bought and used in months whose activity is on file, and paid.
-- `in_force` has those months, `missing` those of them without activity on file. Of one service or of one provider where one is said.
select
    lines.service,
    lines.kind,
    lines.contract,
    lines.provider,
    arg_max(lines.unit, lines.month) as unit,
    lines.counted_in,
    lines.price,
    count(*) as months,
    count(*) filter (where lines.on_file) as months_on_file,
    list(lines.month) as in_force,
    coalesce(list(lines.month) filter (where not lines.on_file), []) as missing,
    sum(lines.bought_on_file) as bought,
    sum(lines.used) as used,
    sum(lines.paid) as paid,
    coalesce(sum(lines.paid) filter (where lines.on_file), 0) as paid_on_file
from cube.contract_months as lines
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
where lines.month between $first and $month
    and ($service is null or lines.service = $service)
    and ($provider is null or lines.provider = $provider)
group by
    lines.service, lines.kind, lines.contract, lines.provider, lines.counted_in, lines.price
order by lines.service, lines.kind, lines.contract
