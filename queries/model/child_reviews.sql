-- A review of a looked-after child that was held or is awaited, with the day from which its time runs (`after`): the start
-- of being looked after for the first, the review before for the others. For a child looked after since before the
-- first return on file the time runs from that return's first day, as a later review. `until` is the last day on which the
-- child is known to be looked after: a review due later was not due.
with spells as (
    select
        spells.child,
        spells.starts,
        least(coalesce(spells.ends, spells.known_to), spells.known_to) as until,
        greatest(spells.starts, years.first_day) as clock_starts,
        spells.starts < years.first_day as began_before
    from model.looked_after_spells as spells
    cross join (select min(period_start) as first_day from sources.ssda903_years) as years
    -- Returns that came without their file of reviews say nothing of who was reviewed.
    where exists (select 1 from sources.ssda903_reviews)
),

held as (
    select
        spells.*,
        reviews.held,
        row_number() over (partition by spells.child, spells.starts order by reviews.held) as number,
        lag(reviews.held) over (partition by spells.child, spells.starts order by reviews.held) as previous
    from spells
    join sources.ssda903_reviews as reviews
        on reviews.child = spells.child
        and reviews.held between spells.clock_starts and spells.until
),

last_held as (
    select
        child,
        starts,
        max(held) as held,
        max(number) as number
    from held
    group by child, starts
),

all_due as (
    select
        child,
        starts,
        until,
        began_before,
        number,
        coalesce(previous, clock_starts) as after,
        held
    from held
    union all
    select
        spells.child,
        spells.starts,
        spells.until,
        spells.began_before,
        coalesce(last_held.number, 0) + 1 as number,
        coalesce(last_held.held, spells.clock_starts) as after,
        cast(null as date) as held
    from spells
    left join last_held on last_held.child = spells.child and last_held.starts = spells.starts
)

select
    due.child,
    due.starts as looked_after_since,
    case when due.began_before or due.number > 2 then 3 else due.number end as number,
    due.after,
    due.held,
    due.until,
    'Children' as user_group,
    children.birth,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnicity, 'Not known') as ethnicity
from all_due as due
left join model.children as children on children.child = due.child
