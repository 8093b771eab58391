select
    month,
    unit,
    value,
    marker,
    numerator,
    denominator,
    period_start,
    period_end
from model.supplied_months
where lower(measure) in ({codes})
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
