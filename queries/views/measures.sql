-- The catalogue of measures.
select *
from about.measures
order by key
