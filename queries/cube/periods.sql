-- On each basis of a measure, how many months of each period the store can speak for: a period that begins before the store
-- does has no value.
select
    k.key as measure,
    w.basis,
    w.month,
    min(w.first_month) as first_month,
    count(*) filter (where known.month is not null and coalesce(c.covered, true)) as months_covered,
    count(*) as months_needed,
    max(w.member) filter (where known.month is not null and not coalesce(c.covered, true)) as hole,
    min(known.month) > min(w.first_month) as begins_before
from about.measures as k
join model.windows as w
    on w.basis = k.basis
    or (k.kind <> 'supplied' and k.basis <> 'snapshot' and w.basis <> 'snapshot')
left join model.months as known on known.month = w.member
left join cube.coverage as c on c.measure = k.key and c.month = w.member
group by k.key, w.basis, w.month
