-- A supplied figure of the council's own in each month in which it is the newest: from the month its period ends until
-- the next one, for at most twelve months. Of two figures for one period that which the council itself supplied is taken.
select
    facts.measure,
    months.month,
    facts.unit,
    facts.period_start,
    facts.period_end,
    facts.value,
    facts.marker,
    facts.numerator,
    facts.denominator
from model.facts as facts
inner join model.months as months
    on months.month >= date_trunc('month', facts.period_end)
    and months.month < date_trunc('month', facts.period_end) + interval 12 month
where facts.own
qualify row_number() over (
    partition by facts.measure, facts.unit, months.month
    order by facts.period_end desc, facts.period_start desc, facts.published, facts.value is null, facts.label, facts.area
) = 1
