-- The adults whose cases a worker holds at the end of a month, at a unit and all below it: when the next review of each is due, how many days
-- it is over then, and how many it was at the end of the month before (null: it was another's, or nobody's here).
with ends as (
    select month, last_day(month) as on_day
    from model.months
    where month in ($month, cast($month as date) - interval 1 month)
),

held as (
    select
        reviews.month,
        reviews.person,
        reviews.last_review,
        cast(coalesce(reviews.last_review, last_day(reviews.here_since)) + interval 12 month as date) as due,
        ends.on_day
    from model.review_months as reviews
    inner join ends on ends.month = reviews.month
    inner join model.units_above as above
        on above.month = reviews.month
        and above.unit = reviews.unit
        and above.above = $unit
    where exists (
            select 1
            from model.case_workers as workers
            where workers.person = reviews.person
                and workers.worker = $worker
                and workers.starts <= ends.on_day
                and coalesce(workers.ends, ends.on_day) >= ends.on_day
        )
)

select
    now.person,
    now.last_review,
    now.due,
    date_diff('day', now.due, now.on_day) as days,
    date_diff('day', before.due, before.on_day) as days_before
from held as now
left join held as before
    on before.person = now.person
    and before.month < now.month
where now.month = $month
order by now.person
