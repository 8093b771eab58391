-- Who collects what a measure is made from, and what to know of the collecting, as the council says (collections.toml).
select
    kinds.kind,
    kinds.name,
    collections.senior,
    collections.inputter,
    collections.caveat
from about.collections as collections
join cube.file_kinds as kinds on kinds.kind = collections.kind
where kinds.kind in (
    select other.kind
    from about.lineage as lineage
    join cube.file_kinds as other on list_contains(other.layouts, lineage.layout)
    where lineage.measure = $measure
)
order by kinds.name
