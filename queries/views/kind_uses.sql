-- Where the figures of kinds of file go: each measure that is made from a kind, on how many scorecards it stands, how many
-- targets of now are held against it, and whether it is one of the first of a perspective.
with measures_of as (
    select distinct kinds.kind, lineage.measure
    from about.lineage as lineage
    join cube.file_kinds as kinds on list_contains(kinds.layouts, lineage.layout)
),

stands_on as (
    select measure, count(distinct unit) as cards
    from cube.cards
    group by measure
),

held_to as (
    select measure, count(distinct unit) as targets
    from cube.targets
    where month = (select max(month) from model.months)
    group by measure
)

select
    measures_of.kind,
    measures.key as measure,
    measures.title,
    coalesce(stands_on.cards, 0) as cards,
    coalesce(held_to.targets, 0) as targets,
    exists (select 1 from about.headlines as first where first.measure = measures.key) as is_headline
from measures_of
join about.measures as measures on measures.key = measures_of.measure
left join stands_on on stands_on.measure = measures.key
left join held_to on held_to.measure = measures.key
order by measures_of.kind, measures.title, measures.key
