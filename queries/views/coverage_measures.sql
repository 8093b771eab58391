-- Every measure as it stands today: live (its newest value is no older than its slowest file allows), old, or without a value;
-- and the kinds of file that are not on hand.
with ages(frequency, months) as (
    values ('month', 3), ('quarter', 6), ('year', 18)
),

slowest as (
    select
        lineage.measure,
        max(ages.months) as months
    from about.lineage as lineage
    join about.layouts as layouts on layouts.layout = lineage.layout
    join ages on ages.frequency = layouts.frequency
    group by lineage.measure
),

lacking as (
    select
        measure,
        list(distinct name order by name) as names
    from cube.needed
    where not on_hand
    group by measure
)

select
    measures.key,
    measures.title,
    perspectives.name as perspective,
    reach.newest,
    date_diff('month', reach.newest, $today) as age,
    case
        when reach.newest is null then 'none'
        when date_diff('month', reach.newest, $today) <= coalesce(slowest.months, 18) then 'live'
        else 'old'
    end as state,
    coalesce(lacking.names, []) as lacking,
    case when lacking.names is null then reach.reason end as reason
from about.measures as measures
join about.perspectives as perspectives on perspectives.key = measures.perspective
join cube.reach as reach on reach.measure = measures.key
left join slowest on slowest.measure = measures.key
left join lacking on lacking.measure = measures.key
order by perspectives.position, measures.title, measures.key
