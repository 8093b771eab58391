-- How far the values of a measure reach, over all the units where it ever counted something: the end of the newest period
-- that has a value; where none has, the reason that stands at the whole council in the newest month. A nought where nothing
-- was ever counted is no value.
with own as (
    select valued.*
    from cube.measured as valued
    join about.measures as measures
        on measures.key = valued.measure
        and measures.basis = valued.basis
),

counted as (
    select
        measure,
        unit,
        max(period_end) filter (where value is not null) as newest
    from own
    group by measure, unit
    having max(records) > 0
),

reached as (
    select measure, max(newest) as newest
    from counted
    group by measure
),

reasons as (
    select own.measure, arg_max(own.reason, own.month) as reason
    from own
    join model.root as root on root.unit = own.unit
    group by own.measure
)

select
    measures.key as measure,
    reached.newest,
    case when reached.newest is null then reasons.reason end as reason
from about.measures as measures
left join reached on reached.measure = measures.key
left join reasons on reasons.measure = measures.key
