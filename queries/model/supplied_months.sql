-- A supplied figure of the council's own, in the month its period ends. Of two figures for one month that of the later
-- start is taken (the month before the year), and of two for one period that which the council itself supplied. Where the
-- source says that a period does not apply ([z]: a survey of every other year) there is no figure at all.
select
    facts.measure,
    cast(date_trunc('month', facts.period_end) as date) as month,
    facts.unit,
    facts.period_start,
    facts.period_end,
    facts.value,
    facts.marker,
    facts.numerator,
    facts.denominator,
    facts.margin
from model.facts as facts
where facts.own
    and coalesce(trim(facts.marker, '[]'), '') <> 'z'
qualify row_number() over (
    partition by facts.measure, facts.unit, date_trunc('month', facts.period_end)
    order by facts.period_end desc, facts.period_start desc, facts.published, facts.value is null, facts.label, facts.area
) = 1
