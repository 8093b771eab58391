-- Who collects what each measure is made from, and what to know of the collecting, as the council says (collections.toml).
select
    made.measure,
    kinds.kind,
    kinds.name,
    collections.senior,
    collections.inputter,
    collections.caveat
from about.collections as collections
join cube.file_kinds as kinds on kinds.kind = collections.kind
join (
    select distinct lineage.measure, other.kind
    from about.lineage as lineage
    join cube.file_kinds as other on list_contains(other.layouts, lineage.layout)
) as made on made.kind = kinds.kind
order by made.measure, kinds.name
