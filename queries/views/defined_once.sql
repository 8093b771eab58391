-- The measures whose definition has never changed, each with the day on which it was first worked out here.
select measure, min(since) as since
from about.definitions
group by measure
having count(*) = 1
order by measure
