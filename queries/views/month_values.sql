-- In each month of the store, how many measures have a value of their own for the whole council.
select
    months.month,
    count(case when values.value is not null and values.age = 0 then 1 end) as own
from model.months as months
left join cube.card_values as values
    on values.month = months.month
    and values.unit = (select unit from model.root)
group by months.month
order by months.month
