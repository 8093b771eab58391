-- The days of a month that a looked-after child spent in one kind of place, by the last letter of the law's lists: U is
-- foster care, A placed for adoption, K2 a children's home. The day of leaving is the next place's.
with months as (
    select
        months.month,
        last_day(months.month) + 1 as next_month
    from model.months as months
)

select
    months.month,
    coalesce(allocations.unit, root.unit) as unit,
    episodes.child,
    case
        when episodes.placement like 'U%' then 'foster care'
        when episodes.placement like 'A%' then 'placed for adoption'
        when episodes.placement = 'K2' then 'children''s home'
        when episodes.placement = 'K1' then 'secure home'
        when episodes.placement like 'T%' then 'temporary'
        when episodes.placement like 'P%' then 'with parents or independent'
        when episodes.placement = 'S1' then 'residential school'
        else 'other'
    end as kind,
    episodes.placement_provider,
    sum(date_diff(
        'day',
        greatest(months.month, episodes.starts),
        least(months.next_month, episodes.stays_to)
    )) as days
from sources.ssda903_returned as episodes
join months
    on months.month between episodes.year_start and episodes.year_end
    and episodes.starts < months.next_month
    and episodes.stays_to > months.month
left join model.allocations as allocations
    on allocations.person = episodes.child
    and allocations.starts <= months.next_month - 1
    and coalesce(allocations.ends, date '9999-12-31') >= months.next_month - 1
left join model.root as root on true
group by
    months.month, coalesce(allocations.unit, root.unit), episodes.child, kind, episodes.placement_provider
