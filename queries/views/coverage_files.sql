-- Every kind of file: how far those in force reach, when the next is due (the end of its period) and from when it is late
-- (cube.file_kinds), which measures it feeds, and who looks after it, where the council says (collections.toml).
with steps(frequency, step) as (
    values ('month', to_months(1)), ('quarter', to_months(3)), ('year', to_months(12))
),

on_hand as (
    select
        kinds.kind,
        count(*) as files,
        coalesce(
            max(files.period_end),
            -- Projections reach years ahead; the next estimate is looked for all the same.
            max(least(rows_reach.reaches, make_date(cast(year(files.loaded_at) as integer), 12, 31)))
                filter (where rows_reach.reaches is not null)
        ) as reaches,
        max(files.loaded_at) as loaded_at
    from about.files as files
    join cube.file_kinds as kinds on list_contains(kinds.layouts, files.layout)
    left join model.rows_reach as rows_reach on rows_reach.layout = files.layout
    where files.in_force
        and files.rows_stored > 0
    group by kinds.kind
),

expected as (
    select
        on_hand.*,
        last_day(cast(coalesce(on_hand.reaches, on_hand.loaded_at) + steps.step as date)) as due,
        kinds.late_after
    from on_hand
    join cube.file_kinds as kinds on kinds.kind = on_hand.kind
    left join steps on steps.frequency = kinds.frequency
),

feeds as (
    select
        kind,
        list(distinct measure order by measure) as measures
    from cube.needed
    group by kind
)

select
    kinds.kind,
    kinds.name,
    kinds.title,
    kinds.frequency,
    kinds.layouts,
    coalesce(expected.files, 0) as files,
    expected.reaches,
    expected.loaded_at,
    expected.due,
    expected.due + expected.late_after as late_from,
    coalesce(expected.due + expected.late_after < $today, false) as is_late,
    coalesce(feeds.measures, []) as measures,
    coalesce(collections.senior, '') as senior,
    coalesce(collections.owner, '') as owner,
    coalesce(collections.inputter, '') as inputter,
    -- One that the organisation does not know is sent by the whole council.
    coalesce((select units.unit from model.units as units where units.unit = collections.sent_from), '') as unit,
    coalesce(collections.system, '') as system,
    coalesce(collections.statutory, '') as statutory,
    coalesce(collections.caveat, '') as caveat,
    collections.kind is not null as is_expected
from cube.file_kinds as kinds
left join expected on expected.kind = kinds.kind
left join feeds on feeds.kind = kinds.kind
left join about.collections as collections on collections.kind = kinds.kind
order by kinds.name
