-- What each measure's value is of what was counted.
select measure, made_as
from cube.made_as
order by measure
