-- What the council wants to achieve.
select
    key,
    title,
    perspective,
    serves
from about.objectives
order by key
