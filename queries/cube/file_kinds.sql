-- A kind of file as a council sends it: a layout, or all the layouts of one return together. `name` is what it is called in
-- a sentence, `layouts` what it consists of. `late_after`: so many days after the end of its period it is late, as the
-- council says (collections.toml), else half as long as the period; empty where it comes when something changes.
with usual(frequency, late_after) as (
    values ('month', 15), ('quarter', 45), ('year', 183)
),

kinds as (
    select
        coalesce(nullif(family, ''), layout) as kind,
        min(case
            when family = '' then split_part(title, ':', 1)
            else upper(family) || ' return'
        end) as name,
        min(case when family = '' then title else upper(family) || ' return' end) as title,
        max(frequency) as frequency,
        list(layout order by layout) as layouts
    from about.layouts
    group by coalesce(nullif(family, ''), layout)
)

select
    kinds.kind,
    kinds.name,
    kinds.title,
    kinds.frequency,
    kinds.layouts,
    case when usual.late_after is not null then coalesce(collections.due, usual.late_after) end as late_after
from kinds
left join usual on usual.frequency = kinds.frequency
left join about.collections as collections on collections.kind = kinds.kind
