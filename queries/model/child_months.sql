-- A child looked after on the last day of a month, as the return of that year has it, with the placements of the financial
-- year so far: those open on 1 April and those begun since, of 24 hours or more.
with months as (
    select
        month,
        last_day(month) as month_end,
        cast(make_date(cast(year(month) - case when month(month) < 4 then 1 else 0 end as integer), 4, 1) as date) as april
    from model.months
),

looked_after as (
    select
        months.month,
        months.month_end,
        months.april,
        episodes.*
    from sources.ssda903_returned as episodes
    join months
        on months.month_end between episodes.year_start and episodes.year_end
        and episodes.starts <= months.month_end
        and coalesce(episodes.ends, date '9999-12-31') > months.month_end
    qualify row_number() over (partition by episodes.child, months.month order by episodes.starts desc) = 1
),

moved as (
    select
        children.month,
        children.child,
        count(*) as placements
    from looked_after as children
    join model.placements as placements
        on placements.child = children.child
        and placements.year_end = children.year_end
        and placements.starts <= children.month_end
        and coalesce(placements.ends, date '9999-12-31') >= children.april
        and coalesce(placements.ends, date '9999-12-31') > placements.starts
    group by children.month, children.child
)

select
    looked_after.month,
    coalesce(allocations.unit, root.unit) as unit,
    looked_after.child,
    coalesce(moved.placements, 0) as placements,
    looked_after.legal_status,
    looked_after.placement,
    spells.starts as looked_after_since,
    'Children' as user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity
from looked_after
left join moved on moved.child = looked_after.child and moved.month = looked_after.month
left join model.looked_after_spells as spells
    on spells.child = looked_after.child
    and spells.starts <= looked_after.month_end
    and coalesce(spells.ends, date '9999-12-31') > looked_after.month_end
left join model.children as children on children.child = looked_after.child
left join model.age_bands as bands
    on bands.age = (
        year(looked_after.month) * 12 + month(looked_after.month) - year(children.birth) * 12 - month(children.birth)
    ) // 12
left join model.allocations as allocations
    on allocations.person = looked_after.child
    and allocations.starts <= looked_after.month_end
    and coalesce(allocations.ends, date '9999-12-31') >= looked_after.month_end
left join model.root as root on true
