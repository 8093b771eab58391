-- The names under which groups of people stand in the store.
select user_group
from (
    select user_group from model.cost_centres
    union
    select user_group from model.people
)
where user_group is not null
order by user_group
