-- Notes of the council folder, or of those that people wrote, that are drawn nowhere: their unit is not in the organisation of their month, or the store
-- does not hold that month.
select
    n.month,
    n.unit,
    n.words,
    n.key is not null as written
from about.notes as n
where not exists (
    select 1 from model.units_above as a where a.unit = n.unit and a.month = n.month
)
order by n.month, n.unit, n.words, n.key
