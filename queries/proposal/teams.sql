-- A team that a file names. Its key is the name as the file has it: that is how its rows find the team.
select distinct team
from (
    select team from loaded.allocations
    union all
    select team from loaded.case_file_audits
    union all
    select team from loaded.childrens_referrals
    union all
    select team from loaded.feedback
    union all
    select team from loaded.staff_months
    union all
    select team from loaded.survey_responses
    union all
    select team from loaded.visits
)
where team <> ''
