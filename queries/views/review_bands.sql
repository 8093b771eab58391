-- The bands by which overdue reviews are told, the shortest first.
select band
from model.review_bands
order by least
