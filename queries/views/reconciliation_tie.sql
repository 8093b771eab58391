-- From the revenue of the money page to what is held against packages at a unit over some months, by service.
select
    service,
    sum(revenue) as revenue,
    sum(capital) as capital,
    sum(held) as held,
    sum(revenue) + sum(capital) - sum(held) as alone
from cube.reconciliation_ties
where unit = $unit
    and month between $first and $last
group by service
order by service
