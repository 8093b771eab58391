-- The council's place among all councils for each measure, at the newest published period that has ended by a month, where its value
-- differs from England's by more than chance explains: 1 is the best.
with newest as (
    select
        measure,
        max(period_end) as period_end
    from cube.elsewhere
    where own
        and value is not null
        and period_end <= last_day(cast($month as date))
    group by measure
),

ranked as (
    select
        one.measure,
        one.period_start,
        one.period_end,
        one.own,
        one.value,
        rank() over (
            partition by one.measure, one.period_start, one.period_end
            order by case when measures.better = 'higher' then -one.value else one.value end
        ) as place,
        count(*) over (partition by one.measure, one.period_start, one.period_end) as councils
    from cube.elsewhere as one
    inner join newest
        on newest.measure = one.measure
        and newest.period_end = one.period_end
    inner join about.measures as measures
        on measures.key = one.measure
    where one.value is not null
        and measures.better in ('higher', 'lower')
)

select
    ranked.measure,
    ranked.place,
    ranked.councils
from ranked
inner join cube.period_values as own
    on own.measure = ranked.measure
    and own.unit = (select unit from model.root)
    and own.period_start = ranked.period_start
    and own.period_end = ranked.period_end
inner join cube.comparators as england
    on england.measure = ranked.measure
    and england.kind = 'england'
    and england.period_start = ranked.period_start
    and england.period_end = ranked.period_end
where ranked.own
    and own.value = ranked.value
    and (england.value < own.lower or england.value > own.upper)
order by ranked.measure
