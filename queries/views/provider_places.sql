-- The places of a provider in the regulator's directory, with their newest rating on each question.
select location, place, category, question, rating, published
from cube.rated_places
where provider = $provider
order by place, location, question
