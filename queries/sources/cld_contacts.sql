-- table
-- One request, assessment or review of one person; these come complete, so the end is part of what tells two
-- apart. Where one comes twice, the latest period is kept, then the outcome that counts first, then the latest file.
select
    event,
    person,
    client_type,
    starts,
    ends,
    route,
    assessment,
    arg_max(outcome, row(period_end, -outcome_position, file, line)) as outcome,
    arg_max(review_reason, row(period_end, -outcome_position, file, line)) as review_reason
from sources.cld
where event in ('Request', 'Assessment', 'Review')
group by event, person, client_type, starts, ends, route, assessment
