-- The measures of a unit's scorecard in a month, each with its score of 0 to 10 (queries/rules/score.sql), or why it has none. The
-- signal of its control chart is no part of it.
with parts as (
    select k.key as measure, k.near,
        (select f.part from about.score_red_flags as f where f.measure = k.key) as own,
        (select f.part from about.score_red_flags as f where f.measure = '') as usual
    from about.measures as k
),

-- What has no value in the month is held against the target that is in force in it: what has none is left out, and not missed.
valued as (
    select c.perspective, c.objective, c.measure, c.position, k.better, k.answers, v.value, v.standing, v.target_low, v.target_high,
        round(v.value, k.decimals) as shown, cast(t.floor as double) as floor,
        coalesce(p.own, p.usual, p.near) as part,
        k.better = 'neither' or t.target_low is null as is_aimless,
        case
            when k.better = 'neither' then 'neither more nor less of it is better'
            when is_aimless then 'it has no target'
            when v.value is null then coalesce(v.reason, 'nothing was counted here in this month')
            when k.answers = '' and (v.target_low = 0 or v.target_high = 0) then 'a target of nought has no share of it as a red flag'
        end as reason
    from cube.cards as c
    join about.measures as k on k.key = c.measure
    join parts as p on p.measure = c.measure
    left join cube.card_values as v on v.measure = c.measure and v.unit = c.unit and v.month = $month
    left join cube.targets as t on t.measure = c.measure and t.unit = c.unit and t.month = coalesce(v.of_month, $month)
    where c.unit = $unit
)

select perspective, objective, measure, value, reason,
    case when is_aimless then 'no target' else coalesce(standing, 'no value') end as standing,
    case
        when reason is not null then null
        when answers <> '' then cube.score_of_answer(shown, target_low, len(string_split(answers, ',')))
        else cube.score(better, shown, target_low, target_high, floor, part)
    end as score
from valued
order by position, measure
