-- A team that a file names, from the month in which one first does. Its key is the name as the file has it: that is how its
-- rows find the team. One that stands in fewer than one in a thousand rows of every kind of file is a slip of the pen.
with named as (
    select 'allocations' as layout, team, "start" as day from loaded.allocations
    union all
    select 'case_file_audits' as layout, team, audited as day from loaded.case_file_audits
    union all
    select 'childrens_referrals' as layout, team, referred as day from loaded.childrens_referrals
    union all
    select 'feedback' as layout, team, received as day from loaded.feedback
    union all
    select 'staff_months' as layout, team, month as day from loaded.staff_months
    union all
    select 'survey_responses' as layout, team, answered as day from loaded.survey_responses
    union all
    select 'visits' as layout, team, cast(planned_start as date) as day from loaded.visits
),

counted as (
    select
        layout,
        team,
        min(day) as first_day,
        count(*) as rows,
        sum(count(*)) over (partition by layout) as all_rows
    from named
    where team is not null
    group by layout, team
)

select
    team,
    cast(date_trunc('month', min(first_day)) as date) as starts
from counted
group by team
having bool_or(rows * 1000 >= all_rows)
