-- A child looked after on every day of a financial year, at its last day, with what the return of that year says of health.
-- A child of whom it says nothing has had nothing.
with all_year as (
    select
        years.period_end as year_end,
        spells.child,
        spells.starts
    from (select distinct period_start, period_end from sources.ssda903_years) as years
    join model.looked_after_spells as spells
        on spells.starts <= years.period_start
        and coalesce(spells.ends, date '9999-12-31') > years.period_end
        and spells.known_to >= years.period_end
)

select
    cast(date_trunc('month', all_year.year_end) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    all_year.child,
    all_year.starts as looked_after_since,
    bands.age,
    coalesce(bands.age_band, 'Not known') as age_band,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity,
    coalesce(health.health_assessment, false) as health_assessed,
    coalesce(health.teeth_check, false) as teeth_checked,
    coalesce(health.immunisations, false) as immunised,
    coalesce(health.health_check, false) as development_checked,
    coalesce(health.convicted, false) as convicted,
    health.sdq_score,
    health.sdq_reason
from all_year
left join sources.ssda903_oc2 as health
    on health.child = all_year.child
    and health.year_end = all_year.year_end
left join model.children as children on children.child = all_year.child
left join model.age_bands as bands
    on bands.age = (
        year(all_year.year_end) * 12 + month(all_year.year_end) - year(children.birth) * 12 - month(children.birth)
    ) // 12
left join model.allocations as allocations
    on allocations.person = all_year.child
    and allocations.starts <= all_year.year_end
    and coalesce(allocations.ends, date '9999-12-31') >= all_year.year_end
left join model.root as root on true
