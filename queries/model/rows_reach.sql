-- How far the rows of a kind of file reach whose files have no period: a population stands for its calendar year, an outturn for
-- its financial year. A year of under one row in a thousand of the fullest is a slip.
with ends as (
    select
        'population' as layout,
        make_date(cast(year as integer), 12, 31) as ends,
        count(*) as lines
    from sources.population
    where year between 1900 and 2200
    group by year
    union all
    select
        'outturn' as layout,
        period_end as ends,
        count(*) as lines
    from sources.outturn
    group by period_end
    union all
    select
        'outturn_activity' as layout,
        period_end as ends,
        count(*) as lines
    from sources.outturn_activity
    group by period_end
),

fullest as (
    select
        layout,
        max(lines) as lines
    from ends
    group by layout
)

select
    ends.layout,
    max(ends.ends) as reaches
from ends
inner join fullest
    on fullest.layout = ends.layout
where ends.lines * 1000 >= fullest.lines
group by ends.layout
