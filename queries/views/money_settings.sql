-- The tolerances of the money page.
select
    name,
    value
from about.money_settings
