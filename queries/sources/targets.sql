-- A target for a measure at a unit over a span of dates. Of two of a file that start on one day the one loaded last holds.
-- One of a file is known from the day it starts; `number` puts those that people approved or agreed on the pages after it.
select *
from (
    select
        measure,
        unit,
        'target' as sort,
        starts,
        coalesce(ends, date '9999-12-31') as ends,
        target,
        upper,
        basis,
        set_by,
        starts as known_from,
        date '9999-12-31' as known_until,
        cast(null as varchar) as key,
        cast(0 as bigint) as number,
        cast(file as integer) as file,
        line
    from loaded.targets
    qualify row_number() over (partition by measure, unit, starts, basis order by file desc, line desc) = 1
) as of_files
union all
select
    measure,
    unit,
    sort,
    starts,
    ends,
    target,
    upper,
    cast(basis as varchar) as basis,
    set_by,
    known_from,
    known_until,
    key,
    number,
    cast(null as integer) as file,
    cast(null as bigint) as line
from (
    select measure, unit, sort, starts, ends, target, upper, set_by, known_from, known_until, key, number, null as basis
    from sources.journal_targets
    union all
    select measure, unit, sort, starts, ends, target, upper, set_by, known_from, known_until, key, number, basis
    from sources.joint_targets
) as of_people
