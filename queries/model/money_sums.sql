-- What the store took in from each file of money, by month and part, before any line was given its place.
with lines as (
    select
        file,
        'amount' as column_name,
        month,
        case when capital then 'capital' else 'revenue' end as part,
        amount
    from sources.ledger
    union all
    select
        file,
        column_name,
        month,
        '' as part,
        amount
    from sources.budget unpivot (amount for column_name in (original, revised, profiled, commitment, forecast))
)

select
    file,
    column_name,
    month,
    part,
    cast(sum(amount) as decimal(18, 2)) as in_store,
    count(*) as lines
from lines
where amount is not null
group by file, column_name, month, part
