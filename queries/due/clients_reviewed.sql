-- When the next review is due; who has no service any more is on no list.
select
    against.person,
    against.next_due as due,
    cast(null as date) as done
from against
join (
    select distinct person
    from model.person_months
    where month = date_trunc('month', $on)
) as served on served.person = against.person
