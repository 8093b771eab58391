-- A council identifier under which a person is known who is called otherwise.
select
    pairs.la_person as id,
    coalesce(names.person, pairs.nhs) as person
from sources.cld_pairs as pairs
left join sources.cld_names as names on names.nhs = pairs.nhs
where coalesce(names.person, pairs.nhs) <> pairs.la_person
