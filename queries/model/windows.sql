-- The months that make up a period that ends in a month, for each way of counting. A whole financial year ends in March,
-- a quarter in June, September, December and March: one that has not ended is none.
with bases(basis) as (
    values ('month'), ('snapshot'), ('rolling 12 months'), ('financial year to date'), ('financial year'),
        ('quarter')
),

starts as (
    select
        b.basis,
        m.month,
        case b.basis
            when 'rolling 12 months' then m.month - interval 11 month
            when 'financial year' then m.month - interval 11 month
            when 'quarter' then m.month - interval 2 month
            when 'financial year to date'
                then make_date(cast(year(m.month) - case when month(m.month) < 4 then 1 else 0 end as integer), 4, 1)
            else m.month
        end as first_month
    from model.months as m
    cross join bases as b
    where (b.basis <> 'financial year' or month(m.month) = 3)
        and (b.basis <> 'quarter' or month(m.month) % 3 = 0)
)

select basis, month, cast(first_month as date) as first_month, cast(unnest(
    generate_series(cast(first_month as timestamp), cast(month as timestamp), interval 1 month)
) as date) as member
from starts
