-- The months of a measure that are judged by a control chart, at several units: values, and what they are made of.
select
    unit,
    first_month,
    vals,
    numerators,
    denominators
from cube.series
where measure = $measure and list_contains($units, unit) and charted
order by unit
