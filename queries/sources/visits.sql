-- A planned visit of home care. Files whose days run into each other may hold a visit twice: there the latest file
-- counts. Files that stand apart are not searched, for that would be to sort every visit there is.
with overlapping as (
    select distinct one.file
    from loaded.files as one
    join loaded.files as other
        on other.layout = one.layout
        and other.file <> one.file
        and other.period_start <= one.period_end
        and other.period_end >= one.period_start
    where one.layout = 'visits'
        and one.in_force
        and other.in_force
),

repeats as (
    select
        visit,
        max(file) as file
    from loaded.visits
    where file in (select file from overlapping)
    group by visit
)

select
    person, provider, team, planned_start, planned_end, actual_start, actual_end, first_visit, told
from loaded.visits
where file not in (select file from overlapping)
union all
select
    visits.person, visits.provider, visits.team, visits.planned_start, visits.planned_end, visits.actual_start,
    visits.actual_end, visits.first_visit, visits.told
from loaded.visits as visits
join repeats on repeats.visit = visits.visit and repeats.file = visits.file
