-- Who answers for each unit.
select unit, owner
from cube.owners
order by unit
