-- A way in which an area of the published figures is known: its code and each name it was published under, without case,
-- spaces and punctuation.
select distinct
    area,
    regexp_replace(lower(known_as), '[^a-z0-9]', '', 'g') as known_as
from (
    select area, area as known_as from sources.facts
    union all
    select area, area_name from sources.facts where area_name is not null
)
