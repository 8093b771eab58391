-- The council's published figure for each measure, at the newest period with one that has ended by a month: its 95% limits where they are
-- known, the change on the year before, and its place among all councils (1 is the best; null where neither end is better). `differs` is
-- the side of England's on which it lies by more than chance explains, 'within chance', or null where nobody knows.
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
        case
            when measures.better in ('higher', 'lower') then rank() over (
                partition by one.measure, one.period_start, one.period_end
                order by case when measures.better = 'higher' then -one.value else one.value end
            )
        end as place,
        count(*) over (partition by one.measure, one.period_start, one.period_end) as councils
    from cube.elsewhere as one
    inner join newest
        on newest.measure = one.measure
        and newest.period_end = one.period_end
    inner join about.measures as measures
        on measures.key = one.measure
    where one.value is not null
)

select
    ranked.measure,
    ranked.period_start,
    ranked.period_end,
    ranked.value,
    own.lower,
    own.upper,
    own.movement,
    own.moved,
    case
        when england.value > own.upper then 'lower'
        when england.value < own.lower then 'higher'
        when england.value between own.lower and own.upper then 'within chance'
    end as differs,
    ranked.place,
    ranked.councils
from ranked
left join cube.period_values as own
    on own.measure = ranked.measure
    and own.unit = (select unit from model.root)
    and own.period_start = ranked.period_start
    and own.period_end = ranked.period_end
    and own.value = ranked.value
left join cube.comparators as england
    on england.measure = ranked.measure
    and england.kind = 'england'
    and england.period_start = ranked.period_start
    and england.period_end = ranked.period_end
where ranked.own
order by ranked.measure, ranked.period_start
