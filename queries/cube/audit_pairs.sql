-- Two readings of a case file by different people: what both said of an element that applied. `first` is the reading of the
-- one nearer to the case: the supervisor before a peer, a peer before somebody independent, and a moderator last. `pair` tells the
-- files of a month apart, and nothing of whose they are.
with ranked as (
    select
        *,
        list_position(['supervisor', 'peer', 'independent', 'moderator'], source) as rank
    from model.audit_answers
    where round is not null
        and met in ('yes', 'no')
)

select
    second.month,
    second.unit,
    dense_rank() over (order by second.month, second.unit, sha256(second.round || second.person)) as pair,
    first.source as first_source,
    second.source as second_source,
    first.auditor as first_auditor,
    second.auditor as second_auditor,
    second.element,
    first.met = 'yes' as first_met,
    second.met = 'yes' as second_met
from ranked as first
inner join ranked as second
    on second.round = first.round
    and second.person = first.person
    and second.element = first.element
    and second.rank > first.rank
qualify row_number() over (
    partition by second.round, second.person, second.element, first.source, second.source
    order by first.audit, second.audit
) = 1
order by second.unit, second.month, pair, second.element
