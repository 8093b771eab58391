-- A time that a looked-after child was missing (M) or away without leave (A), in the month in which it began.
select
    cast(date_trunc('month', missing.starts) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    missing.child,
    case missing.kind
        when 'M' then 'missing'
        when 'A' then 'away without leave'
        else 'not known'
    end as kind,
    missing.starts,
    missing.ends,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity
from sources.ssda903_missing as missing
left join model.children as children on children.child = missing.child
left join model.allocations as allocations
    on allocations.person = missing.child
    and allocations.starts <= missing.starts
    and coalesce(allocations.ends, date '9999-12-31') >= missing.starts
left join model.root as root on true
