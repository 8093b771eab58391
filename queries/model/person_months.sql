-- A service user with at least one service in a month, at a unit that held the case while one was in force.
-- "At end" is on the last day of the month.
with served as (
    select
        month,
        unit,
        person,
        max(user_group) as user_group,
        max(age_band) as age_band,
        max(age) as age,
        max(sex) as sex,
        max(ethnicity) as ethnicity,
        bool_or(in_force_at_end) as served_at_end,
        bool_or(in_force_at_end and service = 'home care') as home_care_at_end,
        bool_or(in_force_at_end and service = 'residential and nursing') as residential_at_end,
        bool_or(in_force_at_end and service <> 'residential and nursing' and setting <> 'prison') as other_at_end,
        bool_or(long_term) as long_term,
        bool_or(in_force_at_end and long_term) as long_term_at_end,
        bool_or(in_force_at_end and setting = 'community') as long_term_community_at_end,
        bool_or(in_force_at_end and setting = 'community' and direct_payment) as direct_payment_at_end
    from model.package_months
    where client_type = 'Service user'
    group by month, unit, person
),

reviewed as (
    select distinct
        month,
        person
    from model.reviews
)

select
    served.month,
    served.unit,
    served.person,
    served.user_group,
    served.age_band,
    served.age,
    served.sex,
    served.ethnicity,
    true as served,
    served.served_at_end,
    served.home_care_at_end,
    served.residential_at_end,
    served.other_at_end and not served.residential_at_end as community_at_end,
    served.long_term,
    served.long_term_at_end,
    served.long_term_community_at_end,
    served.direct_payment_at_end,
    reviewed.person is not null as reviewed,
    homes.accommodation,
    coalesce(homes.settled, false) as settled
from served
left join reviewed on reviewed.person = served.person and reviewed.month = served.month
left join model.accommodations as homes
    on homes.person = served.person
    and homes.starts <= last_day(served.month)
    and homes.ends >= last_day(served.month)
