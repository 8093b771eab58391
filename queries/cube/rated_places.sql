-- A place of the regulator's directory, with its newest rating on each question, and the provider whose it is: one of those that
-- the council deals with (`is_ours`) where the number of the place, its name, or the name or number of who runs it is the name
-- that packages and contracts give; else who runs it, by the name in the directory.
with ours as (
    select distinct
        provider,
        regexp_replace(lower(provider), '[^a-z0-9]', '', 'g') as plain
    from cube.provider_services
)

select
    coalesce(ours.provider, places.runs_it) as provider,
    ours.provider is not null as is_ours,
    places.location,
    places.place,
    places.category,
    places.question,
    places.rating,
    places.published
from model.directory_places as places
left join ours on list_contains(places.names, ours.plain)
qualify row_number() over (
    partition by places.location, places.question
    order by list_position(places.names, ours.plain), ours.provider
) = 1
order by provider, places.location, places.question
