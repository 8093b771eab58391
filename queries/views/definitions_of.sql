-- The versions of a measure's definition, the newest first.
select version, since, differs_in, is_another_rule, said
from about.definitions
where measure = $measure
order by version desc
