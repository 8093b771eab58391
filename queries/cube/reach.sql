-- How far the values of a measure reach, over all the units where it ever counted something: the end of the newest period
-- that has a value; null where none has. A nought where nothing was ever counted is no value.
with counted as (
    select
        valued.measure,
        valued.unit,
        max(valued.period_end) filter (where valued.value is not null) as newest
    from cube.measured as valued
    join about.measures as measures
        on measures.key = valued.measure
        and measures.basis = valued.basis
    group by valued.measure, valued.unit
    having max(valued.records) > 0
)

select
    measures.key as measure,
    max(counted.newest) as newest
from about.measures as measures
left join counted on counted.measure = measures.key
group by measures.key
