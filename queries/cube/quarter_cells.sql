-- view
-- The quarters of what adds up, whole or one slice, as cube.cells would hold them: from its three months, numerators and
-- denominators apart. A denominator that is of the end of a period, and the people of a base, are those of the last month.
-- Distinct people do not add up: their quarters are counted, and stand in cube.cells.
select
    c.measure,
    c.unit,
    w.month,
    w.basis,
    c.slice,
    c.slice_value,
    cast(sum(c.numerator) as decimal(18, 4)) as numerator,
    cast(sum(case
        when w.member = w.month or (k.base = '' and k.denominator <> 'latest') then c.denominator
        when c.denominator is not null then 0
    end) as decimal(18, 4)) as denominator,
    cast(sum(c.records) as bigint) as records
from cube.cells as c
join about.measures as k on k.key = c.measure and k.counts = 'rows'
join model.windows as w on w.basis = 'quarter' and w.member = c.month
where c.basis = 'month' and k.kind <> 'supplied'
group by c.measure, c.unit, w.month, w.basis, c.slice, c.slice_value
