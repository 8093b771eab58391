-- What collecting a kind of file takes in a year: how many files come, and how many records in twelve months, counted over the
-- periods of the files in force whose period is known (the newest year of them); hours and minutes as the council says them
-- (collections.toml). Kinds of which nobody has said what they take are there with nothing.
with newest as (
    select kinds.kind, max(files.period_end) as last
    from about.files as files
    join cube.file_kinds as kinds on list_contains(kinds.layouts, files.layout)
    where files.in_force and files.period_end is not null
    group by kinds.kind
),

of_the_year as (
    select
        kinds.kind,
        files.layout,
        sum(files.rows_stored) as records,
        sum(date_diff('month', files.period_start, files.period_end) + 1) as months
    from about.files as files
    join cube.file_kinds as kinds on list_contains(kinds.layouts, files.layout)
    join newest on newest.kind = kinds.kind
    where files.in_force
        and files.period_start is not null
        and files.period_end > newest.last - interval 12 month
    group by kinds.kind, files.layout
),

records as (
    -- Whole periods may overlap, as returns of a rolling year do: records are counted for each month of a file.
    select kind, cast(round(sum(records * 12.0 / months)) as bigint) as records
    from of_the_year
    group by kind
),

steps(frequency, files) as (
    values ('month', 12), ('quarter', 4), ('year', 1)
)

select
    kinds.kind,
    kinds.name,
    coalesce(steps.files, 1) as files,
    coalesce(records.records, 0) as records,
    collections.minutes,
    collections.hours,
    collections.rate,
    coalesce(collections.statutory, '') as statutory,
    coalesce(collections.inputter, '') as inputter
from cube.file_kinds as kinds
join newest on newest.kind = kinds.kind
left join records on records.kind = kinds.kind
left join steps on steps.frequency = kinds.frequency
left join about.collections as collections on collections.kind = kinds.kind
order by kinds.name
