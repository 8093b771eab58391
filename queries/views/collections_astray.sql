-- Units from which a file is said to be sent (collections.toml) and that this council has not.
select kind, unit
from about.collections
where unit <> ''
    and unit not in (select unit from model.units)
order by kind
