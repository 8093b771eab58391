-- A unit and one above it over a run of months in which that did not change. Months are numbered year * 12 + month.
with numbered as (
    select
        unit,
        above,
        year(month) * 12 + month(month) as number,
        year(month) * 12 + month(month)
        - row_number() over (partition by unit, above order by month) as island
    from model.units_above
)

select unit, above, min(number) as first_number, max(number) as last_number
from numbered
group by unit, above, island
