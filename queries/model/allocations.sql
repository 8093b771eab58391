-- A person with a team, dated, no overlaps: where two would hold a case at once, the later start ends the earlier. A team
-- that is not in the organisation is the whole council's. `ends` is null while the case is held. A case held under another of a
-- person's council identifiers is theirs.
with held as (
    select
        coalesce(ids.person, allocations.person) as person,
        allocations.team,
        allocations.starts,
        allocations.ends,
        allocations.worker,
        allocations.file,
        allocations.line
    from sources.allocations as allocations
    left join sources.cld_ids as ids on ids.id = allocations.person
),

known as (
    select
        allocations.person,
        coalesce(units.unit, root.unit) as unit,
        allocations.starts,
        allocations.ends,
        allocations.worker
    from held as allocations
    left join model.units as units on units.unit = allocations.team
    left join model.root as root on true
    qualify row_number() over (
        partition by allocations.person, allocations.starts
        order by allocations.file desc, allocations.line desc
    ) = 1
)

select
    person,
    unit,
    starts,
    least(ends, lead(starts) over (partition by person order by starts) - 1) as ends,
    worker
from known
