-- Kinds of file that are not on hand, and the measures without a value that lack these and nothing else: the fewest kinds
-- first, then those that bring most.
with lacking as (
    select
        needed.measure,
        list(distinct needed.kind order by needed.kind) as kinds,
        list(distinct needed.name order by needed.name) as names
    from cube.needed as needed
    join cube.reach as reach on reach.measure = needed.measure
    where not needed.on_hand
        and reach.newest is null
    group by needed.measure
)

select
    lacking.kinds,
    lacking.names,
    list(measures.key order by measures.title, measures.key) as keys,
    list(measures.title order by measures.title, measures.key) as titles
from lacking
join about.measures as measures on measures.key = lacking.measure
group by lacking.kinds, lacking.names
order by len(lacking.kinds), count(*) desc, lacking.names
