-- The regulator's rating of one care location in one domain.
select
    location,
    location_name,
    care_home,
    category,
    authority,
    service,
    domain,
    rating,
    published,
    provider,
    provider_name
from loaded.provider_ratings
