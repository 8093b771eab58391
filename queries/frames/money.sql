-- Money and activity of each service and user group at each unit, month by month. `to date` is of the financial year.
select
    unit,
    month,
    service,
    user_group,
    counted_in,
    sum(actual)::double as paid,
    sum(actual_to_date)::double as paid_to_date,
    sum(profiled)::double as budget_to_date,
    sum(revised)::double as budget_of_the_year,
    sum(forecast)::double as forecast_of_the_year,
    sum(activity)::double as delivered,
    sum(activity_to_date)::double as delivered_to_date,
    sum(agreed_to_date)::double as agreed_to_date
from cube.money_months
where ($units is null or list_contains($units, unit))
group by unit, month, service, user_group, counted_in
order by unit, month, service, user_group, counted_in
