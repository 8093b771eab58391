-- The social workers whom a looked-after child has had in the financial year so far, at the end of a month.
select
    children.month,
    children.child,
    count(distinct workers.worker) as workers
from model.child_months as children
join sources.ssda903_social_workers as workers
    on workers.child = children.child
    and workers.starts <= last_day(children.month)
    and workers.known_to >= make_date(
        cast(year(children.month) - case when month(children.month) < 4 then 1 else 0 end as integer), 4, 1
    )
group by children.month, children.child
