-- The home-care visits to a person by one provider and team in a month. Each visit made is in two lists that keep step: when
-- it was planned, and the minutes from the planned to the actual start (negative where early); those not made are in
-- `not_made`. Rows of single visits would hold the same in ten times the room and take far longer to write.
-- Minutes given: none where the visit was not made, the planned minutes where no actual end was logged.
-- The week is the last whole one, Monday to Sunday, that ends in the month.
with weeks as (
    select
        month,
        cast(date_trunc('week', last_day(month) + 1) as date) - 7 as monday
    from model.months
),

timed as (
    select
        weeks.month,
        weeks.monday,
        visits.person,
        visits.provider,
        visits.team,
        visits.planned_start,
        visits.planned_start >= weeks.monday and visits.planned_start < weeks.monday + 7 as in_week,
        visits.actual_start is not null as made,
        coalesce(visits.first_visit and not visits.told, false) as unannounced,
        cast(date_diff('minute', visits.planned_start, visits.actual_start) as smallint) as late,
        case
            when visits.actual_end is null then date_diff('minute', visits.planned_start, visits.planned_end)
            else date_diff('minute', visits.actual_start, visits.actual_end)
        end as minutes
    from sources.visits as visits
    join weeks on weeks.month = cast(date_trunc('month', visits.planned_start) as date)
),

months as (
    select
        month,
        monday,
        person,
        provider,
        team,
        max(planned_start) as last_planned,
        count(*) as visits,
        sum(minutes) filter (where made) as minutes,
        count(*) filter (where made and in_week) as week_visits,
        sum(minutes) filter (where made and in_week) as week_minutes,
        list(planned_start) filter (where made) as planned_starts,
        list(late) filter (where made) as minutes_late,
        list(planned_start) filter (where not made) as not_made,
        list(planned_start) filter (where made and unannounced) as unannounced
    from timed
    group by month, monday, person, provider, team
)

select
    months.month,
    months.monday as week,
    coalesce(teams.unit, allocations.unit, root.unit) as unit,
    months.person,
    months.provider,
    coalesce(people.user_group, 'Not known') as user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    coalesce(people.sex, 'Not known') as sex,
    months.visits,
    coalesce(months.minutes, 0) as minutes,
    months.week_visits,
    coalesce(months.week_minutes, 0) as week_minutes,
    coalesce(months.planned_starts, []) as planned_starts,
    coalesce(months.minutes_late, []) as minutes_late,
    coalesce(months.not_made, []) as not_made,
    coalesce(months.unannounced, []) as unannounced
from months
left join model.units as teams on teams.unit = months.team
left join model.allocations as allocations
    -- The case system is asked only where the log does not know the team.
    on allocations.person = case when teams.unit is null then months.person end
    and allocations.starts <= cast(months.last_planned as date)
    and coalesce(allocations.ends, date '9999-12-31') >= cast(months.last_planned as date)
left join model.people as people on people.person = months.person
left join model.age_bands as bands
    on bands.age = (
        year(months.month) * 12 + month(months.month) - year(people.birth) * 12 - month(people.birth)
    ) // 12
left join model.root as root on true
