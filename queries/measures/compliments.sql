-- title: Compliments
-- question: How often do people take the trouble to thank us?
-- why: shows what works and is worth copying; decides whose practice is shared with other teams
-- perspective: customer
-- kind: count
-- better: higher
-- period: month
-- type: outcome
-- leads: lag
-- owner: Customer relations manager
-- source: Guidance on performance management of 2004 (compliments recorded beside complaints)
-- caveat: Counts what was written down: a team that records carefully looks better. Not weighed by the size of a team, so compare a unit with its own past and not with its peers.
select
    month,
    unit,
    reference as person,
    1 as numerator,
    service,
    provider,
    subject,
    received
from model.compliments
