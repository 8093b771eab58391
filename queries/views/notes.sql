-- What happened up to a month (and since another, where one is given) that bears on any of some measures at any of some units: notes on them and on
-- the units above.
select distinct
    n.month,
    n.unit,
    n.measure,
    n.words,
    n.author,
    n.rebase,
    n.key
from about.notes as n
join model.units_above as a on a.above = n.unit and a.month = n.month
where (n.measure is null or list_contains($measures, n.measure))
    and n.month <= $month
    and ($first is null or n.month >= $first)
    and list_contains($units, a.unit)
order by n.month, n.unit, n.words, n.key
