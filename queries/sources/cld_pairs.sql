-- table
-- An NHS number and a council identifier that stand in one row of the client files.
select distinct
    nhs,
    la_person
from sources.cld_rows
where nhs is not null
    and la_person is not null
