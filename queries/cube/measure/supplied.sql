-- A measure whose value is given, not worked out: at the unit supplied, for its own period, and nowhere else.
select
    $measure as measure,
    given.unit,
    given.month,
    $basis as basis,
    '' as slice,
    '' as slice_value,
    cast(given.numerator as decimal(18, 4)) as numerator,
    cast(given.denominator as decimal(18, 4)) as denominator,
    1 as records,
    cast(given.value as double) as supplied,
    given.marker,
    given.period_start,
    given.period_end
from ({measure}) as given
