-- The perspectives in their order, as the council names them.
select
    key,
    name,
    says
from about.perspectives
order by position
