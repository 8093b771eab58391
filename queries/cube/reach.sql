-- How far the values of a measure reach, over all the units where it ever counted something: the end of the newest period
-- that has a value; where none has, the reason that stands at the whole council in the newest month.
with own as (
    select valued.*
    from cube.measured as valued
    join about.measures as measures
        on measures.key = valued.measure
        and measures.basis = valued.basis
),

reached as (
    select own.measure, max(own.period_end) as newest
    from own
    join cube.counted_at as counted
        on counted.measure = own.measure
        and counted.unit = own.unit
    where own.value is not null
    group by own.measure
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
