-- Who answers for a unit.
select owner
from cube.owners
where unit = $unit
