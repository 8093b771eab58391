-- The build itself.
select
    council,
    built_at,
    (select fewest from about.settings) as fewest
from about.build
