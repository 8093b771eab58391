-- The arrows of objectives.toml, each as it was said.
select
    key,
    said
from about.links
order by position
