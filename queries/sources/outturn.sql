-- An amount of a council's outturn return, in pounds: of a line of the return, and what of it (gross, income, net). Of a
-- return that was sent twice the later counts.
select
    area,
    cast(split_part(period, '/', 1) as date) as period_start,
    cast(split_part(period, '/', 2) as date) as period_end,
    code,
    service,
    amount_of,
    cast(1000 * amount as decimal(18, 2)) as amount,
    marker,
    file,
    line
from loaded.outturn
qualify row_number() over (
    partition by lower(area), period, code, amount_of
    order by file desc, line desc
) = 1
