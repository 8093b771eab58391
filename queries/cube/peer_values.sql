-- A measure in a month over the units of one peer group that have a value.
select
    u.peers,
    v.measure,
    v.month,
    list(v.unit order by v.unit) as units,
    list(v.value order by v.unit) as vals
from cube.card_values as v
join model.units as u on u.unit = v.unit
where v.value is not null
group by u.peers, v.measure, v.month
order by u.peers, v.month, v.measure
