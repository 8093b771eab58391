-- Adults whose review was overdue at the end of a month, at a unit of their own: how many, by how long ago the last one ended, and
-- whether one is on file (`known`).
select
    overdue.month,
    overdue.unit,
    overdue.band,
    overdue.last_review is not null as known,
    count(*) as people
from model.reviews_overdue as overdue
group by overdue.month, overdue.unit, overdue.band, overdue.last_review is not null
order by overdue.unit, overdue.month, overdue.band, known
