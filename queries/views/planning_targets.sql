-- The measures with a target of a unit's own in a month, those that are only watched left out.
select distinct targets.unit, targets.measure
from model.targets as targets
where targets.sort <> 'monitor only'
    and targets.starts <= $month
    and coalesce(targets.ends, date '2999-12-31') >= $month
order by targets.unit, targets.measure
