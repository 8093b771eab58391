-- The areas that a unit serves in a month: its own and those of all the units below it. One that serves several has them all
-- in its area, with ';' between.
with served as (
    select a.month, a.above as unit, unnest(string_split(u.area, ';')) as area
    from model.units_above as a
    join model.unit_months as u on u.month = a.month and u.unit = a.unit
    where u.area is not null
)

select distinct month, unit, trim(area) as area
from served
