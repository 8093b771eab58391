-- The names under which services stand in the store.
select service
from (
    select service from model.cost_centres
    union
    select service from model.delivered
    union
    select service from model.agreed_activity
)
where service is not null
order by service
