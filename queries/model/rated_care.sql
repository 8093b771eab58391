-- A person's care from one provider on the last day of a month, with the regulator's newest overall rating of the place that
-- gives it. Places are found by the regulator's number, else by their name; one whose name is that of another place
-- with another rating is left out.
with overall as (
    select
        location,
        location_name,
        rating
    from sources.provider_ratings
    where domain = 'Overall'
    qualify row_number() over (
        partition by location
        order by case when service = 'Overall' then 0 else 1 end, published desc, service
    ) = 1
),

known_as as (
    select lower(location) as name, rating from overall
    union all
    select lower(location_name) as name, rating from overall
),

places as (
    select
        name,
        min(known_as.rating) as rating
    from known_as
    group by name
    having count(distinct known_as.rating) = 1
)

select
    care.month,
    care.unit,
    care.person,
    care.service,
    care.provider,
    places.rating,
    care.user_group,
    care.age_band,
    care.sex,
    care.ethnicity
from model.package_months as care
join places
    on places.name = lower(care.provider)
where care.in_force_at_end
qualify row_number() over (
    partition by care.month, care.person, care.service, care.provider
    order by care.package
) = 1
