-- A service at a unit by sector from one month to another, where a contract says it: paid, agreed and delivered. A unit cost
-- is of the months whose activity is on file, and of the user groups that have units and an agreed price.
select
    sector as name,
    sum(actual) as paid,
    sum(case when on_file then agreed else 0 end) as agreed,
    coalesce(sum(activity), 0) as delivered,
    sum(actual) filter (where on_file and list_contains($groups, user_group)) as paid_for_units,
    sum(activity) filter (where on_file and list_contains($groups, user_group)) as units_paid_for
from cube.money_months
where unit = $unit
    and month between $first and $month
    and service = $service
group by sector
having sum(actual) <> 0 or sum(agreed) <> 0 or sum(activity) <> 0
order by sector is null, sector
