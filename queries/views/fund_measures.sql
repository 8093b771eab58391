-- The measures of the Better Care Fund's plan, as the council names them (partners.toml).
select measure
from about.fund
order by position
