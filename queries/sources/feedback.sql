-- A complaint or a compliment. A complaint with no number in its stage is at the first.
select
    reference,
    lower(kind) as kind,
    received,
    team,
    service,
    provider,
    person,
    coalesce(try_cast(regexp_extract(stage, '[0-9]+') as integer), 1) as stage,
    subject,
    due,
    responded,
    outcome
from loaded.feedback
