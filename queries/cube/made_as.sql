-- view
-- What a measure's value is of what was counted, where limits can be worked out for it: a share, a rate, or a count itself.
select
    key as measure,
    case
        when left(unit_of_value, 1) = '%' then 'share'
        when kind = 'rate' or left(unit_of_value, 4) = 'per ' then 'rate'
        when kind = 'count' then 'count'
    end as made_as
from about.measures
