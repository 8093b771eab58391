-- table
-- The days that a return is asked about: from the first to the last of the months that it serves, in the order of the returns.
select
    council,
    file,
    first_day,
    last_day,
    row_number() over (order by first_day, last_day, file) as position,
    row_number() over (partition by council order by first_day desc, last_day desc, file desc) = 1 as is_last
from (
    select
        council,
        file,
        min(month) as first_day,
        last_day(max(month)) as last_day
    from sources.cld_served
    group by council, file
) as spans
