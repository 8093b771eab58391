-- Units from which a file is said to be sent (collections.toml) and that this council has not.
select kind, sent_from
from about.collections
where sent_from <> ''
    and sent_from not in (select unit from model.units)
order by kind
