-- A supplied or published figure. `unit` is the unit of the organisation that the area is, by its key, its name, or the
-- area of the whole council; an area that is none of them is a comparator and has no unit. `published` tells a figure
-- from a published table from one that the council supplied itself: an area with an official code, or a group, is a unit
-- only where the council said that it is the one, and never by its name, which a team ("Eastern") may well share.
with own as (
    select unit, lower(unit) as known_as from model.units
    union
    select unit, lower(name) as known_as from model.units
    union
    select units.unit, lower(units.area) as known_as
    from model.unit_months as units
    inner join model.root as root
        on root.unit = units.unit
    where units.area is not null
),

places as (
    select
        known_as,
        min(unit) as unit
    from own
    group by known_as
)

select
    facts.measure,
    facts.area,
    facts.area_name,
    case when areas.kind <> 'other' then root.unit else coalesce(by_area.unit, by_name.unit) end as unit,
    case when areas.kind <> 'other' then areas.own else coalesce(by_area.unit, by_name.unit) is not null end as own,
    areas.kind <> 'other' as published,
    facts.period_start,
    facts.period_end,
    facts.value,
    facts.marker,
    facts.numerator,
    facts.denominator,
    facts.margin,
    facts.label
from sources.facts as facts
join model.areas as areas
    on areas.area = facts.area
left join model.root as root
    on areas.own
left join places as by_area
    on by_area.known_as = lower(facts.area)
left join places as by_name
    on by_name.known_as = lower(facts.area_name)
qualify row_number() over (
    partition by facts.measure, facts.area, facts.label, facts.period_start, facts.period_end
    order by facts.file desc, facts.line desc
) = 1
