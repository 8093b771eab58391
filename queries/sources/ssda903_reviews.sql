-- A review of a looked-after child on one day, whichever returns say so. One dated after its return's year is left out:
-- the return cannot know of it.
select
    reviews.child,
    reviews.review as held
from loaded.ssda903_reviews as reviews
join loaded.files as files on files.file = reviews.file
where reviews.review <= files.period_end
group by reviews.child, reviews.review
