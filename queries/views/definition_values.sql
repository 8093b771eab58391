-- The council's values by the earlier rules of a measure, beside those of now.
select version, month, value_then, value_now, reason
from about.definition_values
where measure = $measure
order by version desc, month desc
