-- The 95% limits of the council's own value of a measure for a period, where what it is made of was counted.
select
    lower,
    upper
from cube.period_values
where measure = $measure
    and unit = (select unit from model.root)
    and period_start = $period_start
    and period_end = $period_end
    and lower is not null
