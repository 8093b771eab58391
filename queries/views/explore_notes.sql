-- What happened in some months that bears on any of several measures at any of several units, also what is noted for a unit above.
select distinct
    n.month,
    n.unit,
    n.measure,
    n.words,
    n.author
from about.notes as n
join model.units_above as a on a.above = n.unit and a.month = n.month
where n.month between $first and $last
    and (n.measure is null or list_contains($measures, n.measure))
    and list_contains($units, a.unit)
order by n.month, n.unit, n.measure nulls first, n.words
