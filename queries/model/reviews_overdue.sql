-- view
-- An adult with a service in a month, whose next review was due before its last day: when that was, how many days ago, and in what band
-- of how long ago the last one ended; where none is on file (`last_review` null) they have been here for at least so long.
with counted as (
    select
        reviews.month,
        reviews.unit,
        reviews.person,
        reviews.last_review,
        reviews.here_since,
        coalesce(reviews.last_review, last_day(reviews.here_since)) as counted_from,
        last_day(reviews.month) as until
    from model.review_months as reviews
    where exists (
        select 1
        from model.person_months as served
        where served.month = reviews.month
            and served.person = reviews.person
    )
)

select
    counted.month,
    counted.unit,
    counted.person,
    counted.last_review,
    counted.here_since,
    cast(counted.counted_from + interval 12 month as date) as due,
    date_diff('day', cast(counted.counted_from + interval 12 month as date), counted.until) as days,
    bands.band
from counted
inner join model.review_bands as bands
    on counted.until > counted.counted_from + to_months(bands.least)
    and (bands.below is null or counted.until <= counted.counted_from + to_months(bands.below))
