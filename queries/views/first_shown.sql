-- The month that is shown first: the newest in which most of the measures of the whole council have a value of their own;
-- where there is none, the newest of those in which the most have.
with counted as (
    select
        months.month,
        count(case when values.value is not null and values.age = 0 then 1 end) as own
    from model.months as months
    left join cube.card_values as values
        on values.month = months.month
        and values.unit = (select unit from model.root)
    group by months.month
),

most as (
    select count(*) / 2 as half
    from cube.cards
    where unit = (select unit from model.root)
)

select counted.month
from counted
cross join most
order by least(counted.own, floor(most.half) + 1) desc, counted.month desc
limit 1
