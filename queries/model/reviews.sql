-- A review of a service user that ended in the month.
select
    cast(date_trunc('month', reviews.ends) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    reviews.person,
    reviews.starts,
    reviews.ends,
    coalesce(lower(reviews.review_reason) like 'planned%', false) as planned,
    reviews.review_reason,
    reviews.outcome
from sources.cld_contacts as reviews
left join model.allocations as allocations
    on allocations.person = reviews.person
    and allocations.starts <= reviews.ends
    and coalesce(allocations.ends, date '9999-12-31') >= reviews.ends
left join model.root as root on true
where reviews.event = 'Review'
    and reviews.client_type = 'Service user'
