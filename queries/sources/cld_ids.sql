-- table
-- Another name that a person goes by in the files: an NHS number, or a second council identifier under one NHS
-- number. The person's own name is the first council identifier seen with the NHS number.
with pairs as (
    select distinct
        nhs_number,
        la_person
    from loaded.cld
    where nhs_number is not null
        and la_person is not null
),

named as (
    select
        nhs_number,
        min(la_person) as person
    from pairs
    group by nhs_number
)

select
    pairs.la_person as id,
    min(named.person) as person
from pairs
join named on named.nhs_number = pairs.nhs_number
group by pairs.la_person
having min(named.person) <> pairs.la_person
union all
select
    nhs_number as id,
    person
from named
where nhs_number not in (select la_person from pairs)
