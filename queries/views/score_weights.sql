-- The weight of each measure, objective and perspective in a month, and since when; what stands nowhere weighs 1.
select node, weight, starts
from about.score_weights
where starts <= $month
qualify row_number() over (partition by node order by starts desc) = 1
order by node
