-- The measures that are read together with others.
select distinct measure
from about.pairs
order by measure
