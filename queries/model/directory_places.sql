-- A place of the regulator's directory with its newest rating on a question, for the place as a whole where it is rated as a whole.
-- `names` are what packages and contracts may call whose care it is: its number, its name, who runs it.
select
    location,
    coalesce(location_name, location) as place,
    coalesce(provider_name, provider, location_name, location) as runs_it,
    [
        regexp_replace(lower(location), '[^a-z0-9]', '', 'g'),
        regexp_replace(lower(location_name), '[^a-z0-9]', '', 'g'),
        regexp_replace(lower(provider_name), '[^a-z0-9]', '', 'g'),
        regexp_replace(lower(provider), '[^a-z0-9]', '', 'g')
    ] as names,
    category,
    domain as question,
    rating,
    published
from sources.provider_ratings
qualify row_number() over (
    partition by location, domain
    order by case when service = 'Overall' then 0 else 1 end, published desc, service, rating
) = 1
