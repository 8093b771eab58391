-- A compliment, in the month it was received.
select
    cast(date_trunc('month', feedback.received) as date) as month,
    coalesce(units.unit, root.unit) as unit,
    feedback.reference,
    feedback.received,
    feedback.subject,
    feedback.service,
    feedback.provider,
    feedback.person
from sources.feedback as feedback
left join model.unit_months as units
    on units.month = cast(date_trunc('month', feedback.received) as date)
    and units.unit = feedback.team
left join model.root as root on true
where feedback.kind = 'compliment'
