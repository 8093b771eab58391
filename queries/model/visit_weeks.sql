-- The visits made to a person in the last whole week, Monday to Sunday, that ends in the month. A household is a person:
-- the log does not say who shares a home. The unit is that of the week's last visit made.
with weeks as (
    select
        month,
        last_day(month) - cast(dayofweek(last_day(month)) as integer) as sunday
    from model.months
)

select
    weeks.month,
    cast(weeks.sunday - 6 as date) as week,
    arg_max(visits.unit, row(visits.planned_start, visits.unit)) as unit,
    visits.person,
    arg_max(visits.provider, row(visits.planned_start, visits.provider)) as provider,
    max(visits.user_group) as user_group,
    max(visits.age_band) as age_band,
    max(visits.sex) as sex,
    sum(visits.minutes) as contact_minutes,
    count(*) as visits
from model.visits as visits
join weeks
    on weeks.month = visits.month
    and visits.planned_start >= weeks.sunday - 6
    and visits.planned_start < weeks.sunday + 1
where visits.minutes_late is not null
group by weeks.month, weeks.sunday, visits.person
