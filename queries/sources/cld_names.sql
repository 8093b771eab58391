-- table
-- What a person with an NHS number is called: by the first council identifier that is theirs alone, for that is the name
-- in the case system; by the number where there is none.
select
    nhs,
    min(la_person) as person
from sources.cld_numbers
group by nhs
