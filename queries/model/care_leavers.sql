-- A young person who has left care, at the end of the year of a return, with what it says of how they fare. Those who have
-- died are left out.
select
    cast(date_trunc('month', leavers.year_end) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    leavers.child,
    (
        year(leavers.year_end) * 12 + month(leavers.year_end) - year(leavers.birth) * 12 - month(leavers.birth)
    ) // 12 as age,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity,
    leavers.in_touch,
    leavers.activity,
    leavers.accommodation
from sources.ssda903_oc3 as leavers
left join model.children as children on children.child = leavers.child
left join model.allocations as allocations
    on allocations.person = leavers.child
    and allocations.starts <= leavers.year_end
    and coalesce(allocations.ends, date '9999-12-31') >= leavers.year_end
left join model.root as root on true
where coalesce(leavers.in_touch, '') <> 'DIED'
