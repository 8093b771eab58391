-- A planned home-care visit. Minutes late are from the planned to the actual start, negative where early, null where the
-- visit was not made. Minutes given: 0 where it was not made, the planned minutes where no actual end was recorded.
-- No order is asked for: files come by month, and so months lie together.
select
    cast(date_trunc('month', visits.planned_start) as date) as month,
    coalesce(teams.unit, allocations.unit, root.unit) as unit,
    visits.person,
    visits.provider,
    visits.planned_start,
    cast(date_diff('minute', visits.planned_start, visits.planned_end) as smallint) as planned_minutes,
    cast(case
        when visits.actual_start is null then 0
        when visits.actual_end is null then date_diff('minute', visits.planned_start, visits.planned_end)
        else date_diff('minute', visits.actual_start, visits.actual_end)
    end as smallint) as minutes,
    cast(date_diff('minute', visits.planned_start, visits.actual_start) as smallint) as minutes_late,
    coalesce(visits.first_visit, false) as first_visit,
    visits.told,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    people.sex
from sources.visits as visits
left join model.units as teams on teams.unit = visits.team
left join model.allocations as allocations
    -- The case system is asked only where the log does not know the team.
    on allocations.person = case when teams.unit is null then visits.person end
    and allocations.starts <= cast(visits.planned_start as date)
    and coalesce(allocations.ends, date '9999-12-31') >= cast(visits.planned_start as date)
left join model.people as people on people.person = visits.person
left join model.age_bands as bands
    on bands.age = (
        year(visits.planned_start) * 12 + month(visits.planned_start) - year(people.birth) * 12 - month(people.birth)
    ) // 12
left join model.root as root on true
where visits.planned_start >= (select min(month) from model.months)
