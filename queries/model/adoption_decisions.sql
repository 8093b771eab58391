-- A decision that a looked-after child should be placed for adoption, in its month, with the day from which the child was
-- looked after.
select
    cast(date_trunc('month', decisions.decided) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    decisions.child,
    decisions.decided,
    spells.starts as looked_after_since,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity
from sources.ssda903_adoption_decisions as decisions
join model.looked_after_spells as spells
    on spells.child = decisions.child
    and spells.starts <= decisions.decided
    and coalesce(spells.ends, spells.known_to) >= decisions.decided
left join model.children as children on children.child = decisions.child
left join model.allocations as allocations
    on allocations.person = decisions.child
    and allocations.starts <= decisions.decided
    and coalesce(allocations.ends, date '9999-12-31') >= decisions.decided
left join model.root as root on true
