-- People of no team, in the order of their identifiers.
select person, since, first_month, last_month
from cube.unplaced_people
order by person
