-- The target in force for each measure of a unit's scorecard in a month, as known then, with the value that it judges, and
-- what the same target is at the end of the financial year ($year_end, a first of March): a trajectory is elsewhere by then.
select
    c.measure,
    t.target_low,
    t.target_high,
    t.target_unit,
    t.sort,
    t.key,
    t.basis,
    t.set_by,
    t.starts,
    t.ends,
    t.known_from,
    t.floor,
    e.target as end_low,
    e.upper as end_high,
    f.name as file,
    t.line,
    v.value,
    v.reason,
    v.standing,
    v.of_month,
    (select number from about.journal) as built_with
from cube.cards as c
join cube.targets as t on t.measure = c.measure and t.unit = c.unit and t.month = $month
left join cube.card_values as v on v.measure = c.measure and v.unit = c.unit and v.month = $month
left join model.targets as e
    on e.key = t.key and last_day(cast($year_end as date)) between e.starts and e.ends
left join about.files as f on f.file = t.file
where c.unit = $unit
order by c.position, c.measure
