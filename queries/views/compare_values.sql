-- What several units come to on all their measures in a month, with what each value was made of.
select
    unit,
    measure,
    value,
    reason,
    standing,
    numerator,
    denominator
from cube.card_values
where month = $month and list_contains($units, unit)
