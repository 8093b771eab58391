-- The target in force for a measure at a unit in each month, as it was known in it: what a chart holds each month against; in no order.
select
    month,
    cast(target_low as double) as target_low,
    cast(target_high as double) as target_high
from cube.targets
where measure = $measure and unit = $unit and (target_low is not null or target_high is not null)
