-- A layout without which a measure can have no value: those that it is made from, and for a rate the people of the areas
-- that the organisation names. `on_hand` where a file of it has rows (of the organisation, where it names areas); `name` is
-- what is missing where it is not.
with made_from as (
    select
        lineage.measure,
        lineage.layout,
        kinds.kind,
        kinds.name,
        exists (
            select 1 from about.files as files
            where files.layout = lineage.layout
                and files.in_force
                and files.rows_stored > 0
        ) as on_hand
    from (
        select measure, layout from about.lineage
        union
        select key as measure, 'population' as layout from about.measures where base <> ''
    ) as lineage
    join cube.file_kinds as kinds on list_contains(kinds.layouts, lineage.layout)
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
