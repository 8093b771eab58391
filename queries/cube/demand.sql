-- People who had support on the last day of a month at a unit and all below it, by user group and age band: adults with a
-- service that is paid by the week, and children looked after. A person is with one team on that day and counts once.
with adults as (
    select
        month,
        unit,
        coalesce(user_group, 'Not known') as user_group,
        age_band,
        count(distinct person) as people
    from model.package_months
    where in_force_at_end
        and client_type = 'Service user'
        and weekly_cost is not null
    group by month, unit, coalesce(user_group, 'Not known'), age_band
),

children as (
    select
        month,
        unit,
        'Children' as user_group,
        age_band,
        count(distinct child) as people
    from model.child_months
    group by month, unit, age_band
),

there as (
    select * from adults
    union all
    select * from children
)

select
    above.above as unit,
    there.month,
    there.user_group,
    there.age_band,
    sum(there.people) as people
from there
inner join model.units_above as above
    on above.month = there.month
    and above.unit = there.unit
group by above.above, there.month, there.user_group, there.age_band
order by unit, there.month, there.user_group, there.age_band
