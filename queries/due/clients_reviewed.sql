-- Twelve months after the last review that ended by the day; of who has had none, after the first month with a service of the
-- last twelve. Who has no service any more is on no list.
with reviewed as (
    select person, max(ends) as last_review
    from model.reviews
    where ends <= $on
    group by person
),

served as (
    select person, min(month) as first_month, max(month) as last_month
    from model.person_months
    where month between $on - interval 12 month and $on
    group by person
)

select
    against.person,
    cast(coalesce(reviewed.last_review, served.first_month) + interval 12 month as date) as due,
    cast(null as date) as done
from against
join served on served.person = against.person and served.last_month = date_trunc('month', $on)
left join reviewed on reviewed.person = against.person
