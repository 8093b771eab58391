-- An adult with a service in a financial year, in each month with one and in each month with a review that ended in it, and whether
-- there was such a review; and the day on which the last review until then ended,
-- and the first of the months without a break in which the person is here. An adult is who is 18 or older, or of no known age, on the last day of the year or of the months on file.
with years as (
    select
        year(month - interval 3 month) as financial_year,
        last_day(max(month)) as last_day
    from model.months
    group by year(month - interval 3 month)
),

served as (
    select distinct
        person,
        year(month - interval 3 month) as financial_year
    from model.person_months
),

reviewed as (
    select
        reviews.month,
        min(reviews.unit) as unit,
        reviews.person
    from model.reviews as reviews
    inner join served
        on served.person = reviews.person
        and served.financial_year = year(reviews.month - interval 3 month)
    left join model.person_months as there
        on there.person = reviews.person
        and there.month = reviews.month
    where there.person is null
    group by reviews.month, reviews.person
),

people_months as (
    select month, unit, person, user_group, age_band, sex, ethnicity, reviewed
    from model.person_months
    union all
    select
        reviewed.month,
        reviewed.unit,
        reviewed.person,
        people.user_group,
        coalesce(bands.age_band, 'Not known') as age_band,
        people.sex,
        people.ethnicity,
        true as reviewed
    from reviewed
    left join model.people as people on people.person = reviewed.person
    left join model.age_bands as bands
        on bands.age = (
            year(reviewed.month) * 12 + month(reviewed.month) - year(people.birth) * 12 - month(people.birth)
        ) // 12
),

ended as (
    select month, person, max(ends) as ends
    from model.reviews
    group by month, person
),

-- Months side by side have one run: their count from year nought less their place among the person's.
placed as (
    select
        *,
        year(month) * 12 + month(month) - dense_rank() over (partition by person order by month) as run
    from people_months
)

select
    months.month,
    months.unit,
    months.person,
    months.reviewed,
    max(ended.ends) over (partition by months.person order by months.month) as last_review,
    min(months.month) over (partition by months.person, months.run) as here_since,
    months.user_group,
    months.age_band,
    months.sex,
    months.ethnicity
from placed as months
left join ended on ended.person = months.person and ended.month = months.month
inner join years on years.financial_year = year(months.month - interval 3 month)
left join model.people as people on people.person = months.person
where people.birth is null
    or people.birth <= years.last_day - interval 18 year
