-- Targets that the council and a partner both agreed to: known from the day on which the second of them did, holding from
-- then (or from the month that was said) to the end of the month by which they are to be reached. A change or an end lets
-- one go from that day, and what both had agreed goes on judging the months before it.
with versions as (
    select
        e.about as key,
        e.number,
        e.words,
        lead(e.number) over (partition by e.about order by e.number) as next_number,
        lead(e."at") over (partition by e.about order by e.number) as next_at
    from loaded.journal_events as e
    where e.kind in ('joint_target.proposed', 'joint_target.changed', 'joint_target.ended')
),

agreed as (
    select v.key, v.words, v.next_at, max(e.number) as number, cast(max(e."at") as date) as known_from
    from versions as v
    join loaded.journal_events as e
        on e.about = v.key and e.number > v.number and (v.next_number is null or e.number < v.next_number)
    where e.kind in ('joint_target.agreed_by_us', 'joint_target.agreed_by_them')
    group by v.key, v.number, v.words, v.next_at
    having count(distinct e.kind) = 2
)

select
    a.key,
    json_extract_string(a.words, '$.measure') as measure,
    t.unit,
    'joint' as sort,
    coalesce(cast(json_extract_string(a.words, '$.begins') || '-01' as date), a.known_from) as starts,
    last_day(cast(json_extract_string(a.words, '$.by') || '-01' as date)) as ends,
    cast(json_extract_string(a.words, '$.value') as decimal(18, 4)) as target,
    cast(null as decimal(18, 4)) as upper,
    json_extract_string(a.words, '$.why') as basis,
    'agreed with ' || json_extract_string(a.words, '$.agency') as set_by,
    a.known_from,
    coalesce(cast(a.next_at as date), date '9999-12-31') as known_until,
    a.number
from agreed as a
join loaded.journal_things as t on t.key = a.key
