-- Complaints and compliments at a unit and all below it, received in the twelve months to a month and not withdrawn: how many in all
-- (`subject` '') and about each subject, and how many complaints were upheld in whole or in part.
with said as (
    select
        complaints.month,
        complaints.unit,
        'complaint' as kind,
        coalesce(complaints.subject, 'not said') as subject,
        lower(complaints.outcome) in ('upheld', 'partly upheld') as is_upheld
    from model.complaints as complaints
    where coalesce(lower(complaints.outcome), '') <> 'withdrawn'
    union all
    select month, unit, 'compliment' as kind, coalesce(subject, 'not said') as subject, false as is_upheld
    from model.compliments
),

parts as (
    select month, unit, kind, subject, is_upheld
    from said
    union all
    select month, unit, kind, '' as subject, is_upheld
    from said
)

select
    above.above as unit,
    windows.month,
    parts.kind,
    parts.subject,
    count(*) as records,
    count(*) filter (where parts.is_upheld) as upheld
from parts
inner join model.units_above as above
    on above.month = parts.month
    and above.unit = parts.unit
inner join model.windows as windows
    on windows.basis = 'rolling 12 months'
    and windows.member = parts.month
group by above.above, windows.month, parts.kind, parts.subject
order by unit, windows.month, parts.kind, parts.subject
