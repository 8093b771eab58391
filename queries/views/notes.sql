-- What happened up to a month (and since another, where one is given) that bears on some measures, at whatever unit.
select distinct
    month,
    unit,
    measure,
    words,
    author,
    rebase,
    key
from about.notes
where (measure is null or list_contains($measures, measure))
    and month <= $month
    and ($first is null or month >= $first)
order by month, unit, words, key
