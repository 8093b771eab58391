-- The visits made to a person in the last whole week, Monday to Sunday, that ends in the month, with the unit and provider
-- that gave most of the minutes. A household is a person: the log does not say who shares a home.
select
    month,
    week,
    arg_max(unit, row(week_minutes, unit, provider)) as unit,
    person,
    arg_max(provider, row(week_minutes, unit, provider)) as provider,
    max(user_group) as user_group,
    max(age_band) as age_band,
    max(sex) as sex,
    sum(week_minutes) as contact_minutes,
    sum(week_visits) as visits
from model.visit_months
where week_visits > 0
group by month, week, person
