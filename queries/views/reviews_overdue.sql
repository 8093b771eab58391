-- Each adult of a unit and all below it whose review is overdue at the end of a month, the longest first: when the last one ended (null:
-- none is on file), since when they have been here, when the next was due and how many days ago, and who holds the case. In one band, or in all where it is ''.
select
    reviews.person,
    reviews.unit,
    reviews.last_review,
    reviews.here_since,
    cast(coalesce(reviews.last_review, last_day(reviews.here_since)) + interval 12 month as date) as due,
    date_diff(
        'day',
        cast(coalesce(reviews.last_review, last_day(reviews.here_since)) + interval 12 month as date),
        last_day(reviews.month)
    ) as days,
    bands.band,
    (
        select min(held.worker)
        from model.case_workers as held
        where held.person = reviews.person
            and held.starts <= last_day(reviews.month)
            and coalesce(held.ends, last_day(reviews.month)) >= last_day(reviews.month)
    ) as worker
from model.review_months as reviews
inner join model.units_above as above
    on above.month = reviews.month
    and above.unit = reviews.unit
    and above.above = $unit
inner join model.review_bands as bands
    on last_day(reviews.month) > coalesce(reviews.last_review, last_day(reviews.here_since)) + to_months(bands.least)
    and (
        bands.below is null
        or last_day(reviews.month) <= coalesce(reviews.last_review, last_day(reviews.here_since)) + to_months(bands.below)
    )
where reviews.month = $month
    and $band in ('', bands.band)
    and exists (
        select 1
        from model.person_months as served
        where served.month = reviews.month
            and served.person = reviews.person
    )
order by due, reviews.person
