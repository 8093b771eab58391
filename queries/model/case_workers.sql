-- The worker who holds a person's case, from a day to a day (null while it is held): as the case system names them, and the
-- social workers of looked-after children as their returns do.
select person, worker, starts, ends
from model.allocations
where worker is not null
union all
select child as person, worker, starts, known_to as ends
from sources.ssda903_social_workers
