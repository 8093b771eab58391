-- A team that a file names. Its key is the name as the file has it: that is how its rows find the team. One that stands in
-- fewer than one in a thousand rows of every kind of file is a slip of the pen.
with named as (
    select 'allocations' as layout, team from loaded.allocations
    union all
    select 'case_file_audits' as layout, team from loaded.case_file_audits
    union all
    select 'childrens_referrals' as layout, team from loaded.childrens_referrals
    union all
    select 'feedback' as layout, team from loaded.feedback
    union all
    select 'staff_months' as layout, team from loaded.staff_months
    union all
    select 'survey_responses' as layout, team from loaded.survey_responses
    union all
    select 'visits' as layout, team from loaded.visits
),

counted as (
    select
        layout,
        team,
        count(*) as rows,
        sum(count(*)) over (partition by layout) as all_rows
    from named
    where team is not null
    group by layout, team
)

select distinct team
from counted
where rows * 1000 >= all_rows
