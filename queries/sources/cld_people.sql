-- table
-- One person as known at the end of one return.
select
    person,
    period_end,
    arg_max(client_type, row(file, line)) as client_type,
    arg_max(birth, row(file, line)) as birth,
    arg_max(death, row(file, line)) as death,
    arg_max(gender, row(file, line)) as gender,
    arg_max(ethnicity, row(file, line)) as ethnicity,
    arg_max(support_reason, row(file, line)) filter (where support_reason <> 'Unknown') as support_reason,
    arg_max(accommodation, row(file, line)) filter (where accommodation <> 'Unknown') as accommodation
from sources.cld
group by person, period_end
