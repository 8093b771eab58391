-- When the next review is due, or was at the latest where none is on file; who has no service any more is on no list.
select
    against.person,
    against.next_due as due,
    cast(null as date) as done,
    case when against.last_review is null then 'no review on file' end as at_least
from against
join (
    select distinct person
    from model.person_months
    where month = date_trunc('month', $on)
) as served on served.person = against.person
