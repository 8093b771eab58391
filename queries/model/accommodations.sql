-- Where a person lives, as known over a span of days. What a return says holds for the days up to the return's end since
-- the return before it; what the first says holds before it too, and what the last says until another is loaded.
-- `settled` is the council's own home or family home in the sense of ASCOF 2E.
with known as (
    select
        person,
        period_end,
        accommodation,
        lag(accommodation) over (partition by person order by period_end) as before
    from sources.cld_people
    where accommodation is not null
),

spans as (
    select
        person,
        accommodation,
        lag(period_end) over (partition by person order by period_end) + 1 as starts,
        period_end
    from known
),

changes as (
    select
        spans.*,
        known.before is distinct from known.accommodation as changed
    from spans
    join known on known.person = spans.person and known.period_end = spans.period_end
)

select
    person,
    accommodation,
    accommodation in (
        'Owner occupier or shared ownership scheme',
        'Tenant: Local authority or other social housing provider',
        'Tenant: Private landlord',
        'Settled mainstream housing with family or friends',
        'Supported accommodation, supported lodgings or supported group home',
        'Shared Lives scheme',
        'Approved premises for offenders released from prison or under probation supervision',
        'Sheltered housing, extra care housing or other sheltered housing',
        'Mobile accommodation for Gypsy, Roma and Traveller communities'
    ) as settled,
    coalesce(starts, date '1900-01-01') as starts,
    coalesce(lead(starts) over (partition by person order by period_end) - 1, date '9999-12-31') as ends
from changes
where changed
