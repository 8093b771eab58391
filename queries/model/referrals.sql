-- A child referred to children's social care in the month, and whether the child had been referred in the 12 months before.
with followed as (
    select
        *,
        lag(referred) over (partition by child order by referred) as previous
    from sources.childrens_referrals
)

select
    cast(date_trunc('month', referrals.referred) as date) as month,
    coalesce(teams.unit, allocations.unit, root.unit) as unit,
    referrals.child,
    referrals.referred,
    referrals.previous,
    coalesce(referrals.previous >= referrals.referred - interval 12 month, false) as re_referred,
    referrals.source,
    referrals.no_further_action,
    'Children' as user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    case
        when lower(referrals.gender) in ('male', 'm', '1') then 'Male'
        when lower(referrals.gender) in ('female', 'f', '2') then 'Female'
        else 'Not known'
    end as sex,
    coalesce(referrals.ethnicity, 'Not known') as ethnicity
from followed as referrals
left join model.units as teams on teams.unit = referrals.team
left join model.allocations as allocations
    on allocations.person = case when teams.unit is null then referrals.child end
    and allocations.starts <= referrals.referred
    and coalesce(allocations.ends, date '9999-12-31') >= referrals.referred
left join model.age_bands as bands
    on bands.age = (
        year(referrals.referred) * 12 + month(referrals.referred) - year(referrals.birth) * 12 - month(referrals.birth)
    ) // 12
left join model.root as root on true
