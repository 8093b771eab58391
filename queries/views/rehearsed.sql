-- What a target would have meant: a measure at a unit in the months up to one, each month's bounds times its part of the year
-- ($season, January first). `flipped` is a month that stands otherwise than the one before it while its control chart shows
-- nothing out of the ordinary.
with bounds as (
    select v.month, v.value, round(v.value, k.decimals) as shown, k.better,
        $low * $season[extract(month from v.month)] as low,
        coalesce($high, $low) * $season[extract(month from v.month)] as high,
        cast($floor as double) as floor,
        k.near
    from cube.own_values as v
    join about.measures as k on k.key = v.measure
    where v.measure = $measure and v.unit = $unit and v.month <= $month
        and v.month > cast($month as date) - interval 36 month
        and v.value is not null
),

judged as (
    select month, value, low, high,
        cube.standing(better, shown, low, high, floor, near) as standing
    from bounds
)

select
    j.month, j.value, j.low, j.high, j.standing,
    lag(j.standing) over (order by j.month) is not null
        and lag(j.standing) over (order by j.month) <> j.standing
        and coalesce(s.variation, 'common') = 'common' as flipped
from judged as j
left join cube.signals as s on s.measure = $measure and s.unit = $unit and s.month = j.month
order by j.month
