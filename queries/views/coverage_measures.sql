-- Every measure as it stands today: live (its newest value would still stand on a scorecard), old, or without a value; and the
-- kinds of file that are not on hand.
with lacking as (
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
        when date_diff('month', reach.newest, $today) <= ages.months then 'live'
        else 'old'
    end as state,
    coalesce(lacking.names, []) as lacking,
    case when lacking.names is null then reach.reason end as reason
from about.measures as measures
join about.perspectives as perspectives on perspectives.key = measures.perspective
join cube.reach as reach on reach.measure = measures.key
join cube.frequencies as frequencies on frequencies.measure = measures.key
join about.ages as ages on ages.frequency = frequencies.frequency
left join lacking on lacking.measure = measures.key
order by perspectives.position, measures.title, measures.key
