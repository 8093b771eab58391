-- table
-- The one NHS number that a council identifier has in the files. Where it has two, its rows without a number are nobody's
-- but its own.
select
    la_person,
    min(nhs) as nhs
from sources.cld_pairs
group by la_person
having count(*) = 1
