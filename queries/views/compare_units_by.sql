-- One measure in a month at several units, counted in another way than its scorecards do: what has no target and no standing.
select
    unit,
    cast(numerator as double) as numerator,
    cast(denominator as double) as denominator,
    value,
    reason,
    records,
    cast(null as varchar) as standing,
    cast(null as double) as target_low,
    cast(null as double) as target_high,
    period_start,
    period_end
from cube.measured
where measure = $measure and basis = $basis and month = $month and list_contains($units, unit)
order by unit
