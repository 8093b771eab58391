-- A complaint. `month` is the month it was received; one that was withdrawn is kept, with that outcome.
select
    cast(date_trunc('month', feedback.received) as date) as month,
    coalesce(units.unit, root.unit) as unit,
    feedback.reference,
    feedback.stage,
    feedback.received,
    feedback.due,
    feedback.responded,
    feedback.outcome,
    feedback.subject,
    feedback.service,
    feedback.provider,
    feedback.person
from sources.feedback as feedback
left join model.unit_months as units
    on units.month = cast(date_trunc('month', feedback.received) as date)
    and units.unit = feedback.team
left join model.root as root on true
where feedback.kind = 'complaint'
