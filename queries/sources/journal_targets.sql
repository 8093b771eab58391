-- Targets that were proposed on the pages and approved: a span of dates each, one a month where the value goes along a
-- trajectory or follows the season. A month is judged by what was decided by its end (`known_from`) and not yet withdrawn.
with decided as (
    select about as key, min("at") as moment
    from loaded.journal_events
    where kind = 'target.approved'
    group by about
),

withdrawn as (
    select about as key, min("at") as moment
    from loaded.journal_events
    where kind = 'target.withdrawn'
    group by about
),

approved as (
    select
        t.key, t.measure, t.unit, t.begun_by, t.number,
        t.fields['sort'] as sort,
        cast(t.fields['value'] as double) as target,
        cast(t.fields['upper'] as double) as upper,
        cast(date_trunc('month', cast(t.fields['begins'] as date)) as date) as first_month,
        -- A milestone is to be so by its day, and from then on.
        last_day(coalesce(
            case when t.fields['sort'] <> 'milestone' then cast(t.fields['by'] as date) end, date '9999-12-01'
        )) as ends,
        t.fields['points'] as points,
        t.fields['shape'] as shape,
        t.fields['season'] as season,
        coalesce(cast(t.fields['decided'] as date), cast(d.moment as date)) as known_from,
        coalesce(cast(w.moment as date), date '9999-12-31') as known_until
    from loaded.journal_things as t
    join decided as d on d.key = t.key
    left join withdrawn as w on w.key = t.key
    where t.family = 'target'
),

points as (
    select
        p.key, p.shape, p.ends,
        cast(split_part(p.point, ' ', 1) || '-01' as date) as month,
        cast(split_part(p.point, ' ', 2) as double) as target
    from (select key, shape, ends, unnest(string_split(points, ', ')) as point from approved where sort = 'trajectory') as p
),

stretches as (
    select
        key, shape, month, target,
        lead(month) over (partition by key order by month) as next_month,
        lead(target) over (partition by key order by month) as next_target
    from points
),

along as (
    select key, shape, month as from_month, next_month, target, next_target,
        cast(unnest(generate_series(month, coalesce(next_month - interval 1 month, month), interval 1 month)) as date) as month
    from stretches
),

seasons as (
    select key, target, upper, string_split(trim(season, '[]'), ',') as season,
        cast(unnest(generate_series(first_month, ends, interval 1 month)) as date) as month
    from approved
    where season is not null and season <> '[]' and sort <> 'trajectory' and ends < date '9999-01-01'
),

spans as (
    select key, first_month as starts, ends, target, upper
    from approved
    where sort <> 'trajectory' and key not in (select key from seasons)
    union all
    select
        key, month, last_day(month),
        case
            when shape = 'step' or next_month is null then target
            else target + (next_target - target) * date_diff('month', from_month, month) / date_diff('month', from_month, next_month)
        end,
        null
    from along
    union all
    select
        key, month, last_day(month), target * cast(season[extract(month from month)] as double),
        upper * cast(season[extract(month from month)] as double)
    from seasons
)

select
    a.key, a.measure, a.unit, a.sort, s.starts, s.ends,
    cast(s.target as decimal(18, 4)) as target,
    cast(s.upper as decimal(18, 4)) as upper,
    a.known_from, a.known_until, a.begun_by as set_by, a.number
from approved as a
join spans as s on s.key = a.key
