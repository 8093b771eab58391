-- On each basis of a measure, how many months of each period the files can speak for. `begins_before`: the period begins
-- before they do, and has no value; `is_before`: all of it lies before. `is_late`: it ends after they do, in a month whose
-- file is still to come.
with reach as (
    select
        measure,
        min(month) as first_month,
        max(month) as last_month
    from cube.coverage
    where covered
    group by measure
)

select
    k.key as measure,
    w.basis,
    w.month,
    min(w.first_month) as first_month,
    count(*) filter (where known.month is not null and coalesce(c.covered, true)) as months_covered,
    count(*) as months_needed,
    max(w.member) filter (where known.month is not null and not coalesce(c.covered, true)) as hole,
    coalesce(min(r.first_month), min(known.month)) > min(w.first_month) as begins_before,
    coalesce(w.month < min(r.first_month), false) as is_before,
    coalesce(w.month > min(r.last_month), false) as is_late
from about.measures as k
join model.windows as w
    on w.basis = k.basis
    or (k.kind <> 'supplied' and k.basis not in ('snapshot', 'financial year') and w.basis not in ('snapshot', 'financial year'))
left join model.months as known on known.month = w.member
left join cube.coverage as c on c.measure = k.key and c.month = w.member
left join reach as r on r.measure = k.key and k.kind <> 'supplied'
group by k.key, w.basis, w.month
