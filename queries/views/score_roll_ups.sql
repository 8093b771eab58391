-- How the scores below a node come to its own: by the node, by its level, or ('') everywhere.
select node, roll_up
from about.score_roll_ups
order by node
