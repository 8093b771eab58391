-- A person who had a service, a visit or a place to live from the council while no team held the case, and so counts at the
-- whole council alone. `since` is the first day of the first such month, or the day after the last team let go in it.
-- Where the organisation has no units below the whole, nobody is asked for.
with served as (
    select month, unit, person from model.package_months
    union
    select month, unit, person from model.visit_months
    union
    select month, unit, child as person from model.child_months
),

months as (
    select
        served.person,
        min(served.month) as first_month,
        max(served.month) as last_month
    from served
    join model.root as root on root.unit = served.unit
    where exists (select 1 from model.units as units, model.root as whole where units.unit <> whole.unit)
    group by served.person
)

select
    months.person,
    coalesce(max(allocations.ends) + 1, months.first_month) as since,
    months.first_month,
    months.last_month
from months
left join model.allocations as allocations
    on allocations.person = months.person
    and allocations.ends >= months.first_month
    and allocations.ends < last_day(months.first_month)
group by months.person, months.first_month, months.last_month
