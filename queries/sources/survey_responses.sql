-- One person's answer to one question of a survey, on a scale of 1 to 5 with 5 the best.
select
    response,
    survey,
    answered,
    team,
    person,
    lower(question) as question,
    score
from loaded.survey_responses
