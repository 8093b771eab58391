-- A layout without which a measure can have no value: those that it is made from, and for a rate the people of the areas
-- that the organisation names. `on_hand` where a file of it has rows (of the organisation, where it names areas); `name` is
-- what is missing where it is not: the return, or the one file of it where others of the return are there.
with there as (
    select distinct layout
    from about.files
    where in_force and rows_stored > 0
),

made_from as (
    select
        lineage.measure,
        lineage.layout,
        kinds.kind,
        case
            when exists (select 1 from there where list_contains(kinds.layouts, there.layout))
                then split_part(layouts.title, ':', 1)
            else kinds.name
        end as name,
        exists (select 1 from there where there.layout = lineage.layout) as on_hand
    from (
        select measure, layout from about.lineage
        union
        select key as measure, 'population' as layout from about.measures where base <> ''
    ) as lineage
    join cube.file_kinds as kinds on list_contains(kinds.layouts, lineage.layout)
    join about.layouts as layouts on layouts.layout = lineage.layout
)

select measure, layout, kind, name, on_hand
from made_from
union all
select
    key as measure,
    'organisation' as layout,
    'organisation' as kind,
    'Organisation with its areas' as name,
    exists (select 1 from model.unit_months where area is not null) as on_hand
from about.measures
where base <> ''
