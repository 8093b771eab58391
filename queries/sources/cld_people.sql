-- table
-- One person as known at the end of one return: of several rows the last that says a thing.
select
    person,
    period_end,
    arg_max(client_type, position) as client_type,
    arg_max(birth, position) as birth,
    arg_max(death, position) as death,
    arg_max(gender, position) as gender,
    arg_max(ethnicity, position) as ethnicity,
    arg_max(support_reason, position) filter (where support_reason <> 'Unknown') as support_reason,
    arg_max(accommodation, position) filter (where accommodation <> 'Unknown') as accommodation
from sources.cld
group by person, period_end
