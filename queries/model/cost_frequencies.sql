-- How a cost of a frequency becomes one for a week. A cost that is not here is for one of the planned units.
select
    frequency,
    weekly_share
from (values
    ('Weekly', 1.0),
    ('Fortnightly', 1.0 / 2),
    ('4-weekly', 1.0 / 4),
    ('Monthly', 12.0 / 52),
    ('Quarterly', 4.0 / 52),
    ('Annually', 1.0 / 52)
) as listed(frequency, weekly_share)
