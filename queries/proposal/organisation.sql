-- The organisation that the files themselves speak of: the council, the directorates and service areas of its ledger, the
-- teams of its case and staff files. Where two would have one key the higher stands. The council's area is that of the
-- published tables, else the only one whose people were counted.
with people as (
    select min(area) as area
    from loaded.population
    having count(distinct area) = 1
),

root as (
    select proposed.unit, proposed.name, coalesce(proposed.area, people.area) as area
    from about.proposed_root as proposed
    left join people on true
),

found as (
    select 0 as rank, unit, name, 'council' as level, null as parent, area, null as starts, null as ends from root
    union all
    select 1, directorates.key, directorates.name, 'directorate', root.unit, null, directorates.starts, directorates.ends
    from proposal.directorates as directorates
    cross join root
    union all
    select 2, services.unit, services.name, 'service', coalesce(nullif(services.parent, ''), root.unit), null, services.starts, services.ends
    from proposal.services as services
    cross join root
    union all
    select 3, teams.team, teams.team, 'team', root.unit, null, teams.starts, null
    from proposal.teams as teams
    cross join root
)

select unit, name, level, parent, area, starts, ends
from found
qualify row_number() over (partition by unit order by rank, name) = 1
order by rank, parent, name, unit
