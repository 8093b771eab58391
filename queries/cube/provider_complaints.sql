-- Complaints about a provider at a unit and all below it, received in the twelve months to a month and not withdrawn: how many,
-- and how many were upheld in whole or in part.
with said as (
    select
        feedback.month,
        above.above as unit,
        feedback.provider,
        coalesce(lower(feedback.outcome) in ('upheld', 'partly upheld'), false) as is_upheld
    from model.complaints as feedback
    inner join model.units_above as above
        on above.month = feedback.month
        and above.unit = feedback.unit
    where feedback.provider is not null
        and coalesce(lower(feedback.outcome), '') <> 'withdrawn'
)

select
    said.unit,
    windows.month,
    said.provider,
    count(*) as records,
    count(*) filter (where said.is_upheld) as upheld
from said
inner join model.windows as windows
    on windows.basis = 'rolling 12 months'
    and windows.member = said.month
group by said.unit, windows.month, said.provider
order by said.unit, windows.month, said.provider
