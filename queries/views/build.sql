-- The build itself.
select
    council,
    built_at
from about.build
