-- table
-- What a service cost in each financial year: as the last return of that year says, for prices rise each April and a
-- return knows only the price of its day. `in_parts` where one return has several rows of the service with these units.
select
    person,
    client_type,
    starts,
    service_type,
    component,
    delivery,
    planned_units,
    year(period_end - interval 3 month) as financial_year,
    arg_max(struct_pack(unit_cost := unit_cost, cost_frequency := cost_frequency), row(period_end, file, line)) as price,
    count(*) > count(distinct period_end) as in_parts
from sources.cld
where event = 'Service'
    and unit_cost is not null
group by
    person, client_type, starts, service_type, component, delivery, planned_units, year(period_end - interval 3 month)
