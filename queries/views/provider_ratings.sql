-- Each provider's places as they are rated overall: how many, the worst of those that have one of the regulator's four ratings, and
-- the day on which that was published. Those the council does not deal with are there where they give social care.
select
    provider,
    bool_or(is_ours) as is_ours,
    count(*) as places,
    arg_max(rating, rank) filter (where rank is not null) as rating,
    arg_max(published, rank) filter (where rank is not null) as published
from (
    select
        *,
        nullif(list_position(['Outstanding', 'Good', 'Requires improvement', 'Inadequate'], rating), 0) as rank
    from cube.rated_places
    where question = 'Overall'
        and (is_ours or category is null or lower(category) like '%social care%')
) as places
group by provider
order by provider
