-- What the council's figures say of each arrow of the strategy map that names two measures.
select *
from cube.arrows
order by from_measure, to_measure, sign, lag, around
