-- Each measure in a month over the units of one peer group.
select
    measure,
    units,
    vals
from cube.peer_values
where peers = $peers and month = $month
