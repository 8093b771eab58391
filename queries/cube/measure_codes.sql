-- A code under which a measure's published figures stand: its key, and each of its official codes.
select key as measure, lower(trim(unnest(string_split(codes, ',')))) as code
from about.measures
where codes <> ''
union
select key, lower(key)
from about.measures
