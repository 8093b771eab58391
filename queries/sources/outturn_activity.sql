-- How much of an item a council's outturn return says that its money bought, and which indicators it goes into. Of a return
-- that was sent twice the later counts; items of one name in one return, under different headings, all stay.
with newest as (
    select
        *,
        max(file) over (partition by lower(area), period) as last_file
    from loaded.outturn_activity
)

select
    area,
    cast(split_part(period, '/', 1) as date) as period_start,
    cast(split_part(period, '/', 2) as date) as period_end,
    item,
    amount,
    indicators,
    file,
    line
from newest
where file = last_file
