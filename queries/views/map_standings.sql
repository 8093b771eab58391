-- How many measures of each objective stand how at a unit in a month.
select
    c.objective,
    v.standing,
    count(*) as measures
from cube.cards as c
join cube.card_values as v on v.unit = c.unit and v.measure = c.measure and v.month = $month
where c.unit = $unit and c.objective <> ''
group by c.objective, v.standing
order by c.objective, v.standing
