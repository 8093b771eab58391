-- A child adopted in the year of a return, at its end, with the team that had the child last.
select
    cast(date_trunc('month', adopted.year_end) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    adopted.child,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity
from sources.ssda903_adopted as adopted
left join model.children as children on children.child = adopted.child
left join model.allocations as allocations
    on allocations.person = adopted.child
    and allocations.starts <= adopted.year_end
left join model.root as root on true
qualify row_number() over (partition by adopted.child order by allocations.starts desc nulls last) = 1
