-- What the scorecards show of several measures at several units, month by month: the target in force, and why there is no value.
select
    measure,
    unit,
    list(month order by month) as months,
    list(target_low order by month) as lows,
    list(target_high order by month) as highs,
    last(reason order by month) as reason
from cube.card_values
where list_contains($measures, measure)
    and list_contains($units, unit)
    and month between $first and $last
group by measure, unit
order by measure, unit
