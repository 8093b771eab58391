-- A service user with at least one service in a month, at a unit that held the case while one was in force.
-- "At end" is on the last day of the month, of those alive on it. `rank` is that of the highest long-term support at the end:
-- 1 nursing, 2 residential, 3 to 6 in the community (direct payment, managed budget, commissioned, not known), 7 prison.
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
        min(case when in_force_at_end then rank end) as rank
    from model.service_months
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
    served.rank,
    coalesce(served.rank between 3 and 6, false) as long_term_community_at_end,
    coalesce(served.rank = 3, false) as direct_payment_at_end,
    coalesce(served.rank in (3, 4), false) as self_directed_at_end,
    reviewed.person is not null as reviewed
from served
left join reviewed on reviewed.person = served.person and reviewed.month = served.month
