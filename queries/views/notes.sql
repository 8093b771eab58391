-- What happened up to a month that bears on a measure at a unit: notes on it and on the units above it.
select
    n.month,
    n.unit,
    n.measure,
    n.words,
    n.author,
    n.rebase,
    n.key
from about.notes as n
where (n.measure is null or n.measure = $measure)
    and n.month <= $month
    and n.unit in (
        select above from model.units_above where unit = $unit and month = n.month
    )
order by n.month, n.unit, n.words, n.key
