-- An answer to one question of a survey. Satisfied is 4 or 5 on the scale of 1 to 5.
select
    cast(date_trunc('month', answers.answered) as date) as month,
    coalesce(units.unit, root.unit) as unit,
    answers.response,
    answers.survey,
    answers.question,
    answers.person,
    answers.score,
    answers.score >= 4 as satisfied,
    people.user_group,
    people.sex,
    people.ethnicity
from sources.survey_responses as answers
left join model.unit_months as units
    on units.month = cast(date_trunc('month', answers.answered) as date)
    and units.unit = answers.team
left join model.root as root on true
left join model.people as people
    on people.person = answers.person
