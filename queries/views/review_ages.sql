-- Adults whose review is overdue in a month, at a unit and all below it: by the unit whose they are and how long ago the last one ended.
select
    ages.unit,
    ages.band,
    sum(ages.people) as people,
    sum(ages.people) filter (where not ages.known) as unknown
from cube.review_ages as ages
inner join model.units_above as above
    on above.month = ages.month
    and above.unit = ages.unit
    and above.above = $unit
where ages.month = $month
group by ages.unit, ages.band
order by ages.unit, ages.band
