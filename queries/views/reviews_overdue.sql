-- Each adult of a unit and all below it whose review is overdue at the end of a month, the longest first, in one band, or in all where it
-- is '': when the last one ended (null: none is on file), since when they have been here, when the next was due, and who holds the case.
select
    overdue.person,
    overdue.unit,
    overdue.last_review,
    overdue.here_since,
    overdue.due,
    overdue.days,
    overdue.band,
    (
        select min(held.worker)
        from model.case_workers as held
        where held.person = overdue.person
            and held.starts <= last_day(overdue.month)
            and coalesce(held.ends, last_day(overdue.month)) >= last_day(overdue.month)
    ) as worker
from model.reviews_overdue as overdue
inner join model.units_above as above
    on above.month = overdue.month
    and above.unit = overdue.unit
    and above.above = $unit
where overdue.month = $month
    and $band in ('', overdue.band)
order by overdue.due, overdue.person
