-- A person's case with a team, as the case system says.
select
    person,
    team,
    start as starts,
    "end" as ends,
    worker,
    file,
    line
from loaded.allocations
