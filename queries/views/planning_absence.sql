-- The share of working time lost to sickness at each unit in a month, in per cent.
select unit, value
from cube.card_values
where measure = 'sickness'
    and month = $month
    and value is not null
