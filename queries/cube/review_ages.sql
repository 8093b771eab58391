-- Adults with a service in a month, at a unit of their own, whose next review was due before its last day: how many, by how long ago the
-- last one ended; where none is on file (`known` false) they have been here for at least so long.
select
    reviews.month,
    reviews.unit,
    bands.band,
    reviews.last_review is not null as known,
    count(*) as people
from model.review_months as reviews
inner join model.review_bands as bands
    on last_day(reviews.month) > coalesce(reviews.last_review, last_day(reviews.here_since)) + to_months(bands.least)
    and (
        bands.below is null
        or last_day(reviews.month) <= coalesce(reviews.last_review, last_day(reviews.here_since)) + to_months(bands.below)
    )
where exists (
    select 1
    from model.person_months as served
    where served.month = reviews.month
        and served.person = reviews.person
)
group by reviews.month, reviews.unit, bands.band, reviews.last_review is not null
order by reviews.unit, reviews.month, bands.band, known
