-- Whether the files that a measure is made from cover a month: each kind of them that comes regularly, so that a kind that
-- was never loaded, or of which no row went in, is no nought. Layouts without a period (the organisation, a list of
-- allocations) cover all months.
with dated as (
    select layout, period_start, period_end
    from about.files
    where in_force and period_start is not null and (rows_stored > 0 or rows_read = 0)
),

needed as (
    select distinct l.measure, l.layout
    from about.lineage as l
    where l.layout in (select layout from about.layouts where frequency <> '')
        or l.layout in (select layout from dated)
)

select
    n.measure,
    m.month,
    bool_and(coalesce(d.covered, false)) as covered
from needed as n
cross join model.months as m
left join (
    select distinct f.layout, k.month, true as covered
    from dated as f
    join model.months as k on k.month between date_trunc('month', f.period_start) and f.period_end
) as d on d.layout = n.layout and d.month = m.month
group by n.measure, m.month
