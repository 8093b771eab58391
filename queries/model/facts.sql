-- A supplied or published figure. `unit` is the unit of the organisation that the area is (by its key, its name, or the
-- area of the whole council, or the whole council where the area is the one it said it is among the published); an area
-- that is none of them is a comparator and has no unit. `published` tells a figure found in a published table from one
-- that the council supplied itself.
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
    union
    select root.unit, lower(areas.area) as known_as
    from model.areas as areas
    cross join model.root as root
    where areas.own
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
    coalesce(by_area.unit, by_name.unit) as unit,
    coalesce(by_area.unit, by_name.unit) is not null as own,
    facts.area in (select area from model.areas where kind = 'council') as published,
    facts.period_start,
    facts.period_end,
    facts.value,
    facts.marker,
    facts.numerator,
    facts.denominator,
    facts.label
from sources.facts as facts
left join places as by_area
    on by_area.known_as = lower(facts.area)
left join places as by_name
    on by_name.known_as = lower(facts.area_name)
qualify row_number() over (
    partition by facts.measure, facts.area, facts.label, facts.period_start, facts.period_end
    order by facts.file desc, facts.line desc
) = 1
