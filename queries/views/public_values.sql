-- The measures that a release could name: the period of each that is shown, and whether there is a value for it at the
-- whole council; for one that is given to us, all figures on file, of a survey with its 95% limits.
select
    m.measure,
    k.kind,
    m.month as ends,
    m.period_start,
    m.period_end,
    m.value,
    m.denominator,
    p.lower,
    p.upper
from cube.measured as m
join about.measures as k on k.key = m.measure
left join cube.period_values as p
    on p.measure = m.measure and p.unit = m.unit and p.month = m.month
where m.unit = (select unit from model.units where parent is null) and m.value is not null
    and m.basis = case
        when k.basis in ('month', 'financial year to date') then 'rolling 12 months'
        else k.basis
    end
    and (k.kind = 'supplied' or list_contains($ends, m.month))
    and m.month <= $last
order by m.measure, m.month
