-- The one unit without a parent; the first by name where a file has several.
select min(unit) as unit
from sources.organisation
where parent is null
