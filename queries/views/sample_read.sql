-- Which of some people's case files somebody other than the supervisor has read after a month: when last, and how many of the elements
-- that apply were met then.
select
    person,
    max(month) as month,
    arg_max(applicable, (month, audit)) as applicable,
    arg_max(met, (month, audit)) as met
from model.audits
where person in (select unnest($people))
    and month > $since
group by person
order by person
