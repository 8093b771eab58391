-- How a cost of each frequency becomes one for a week: times a share, and where it is for one unit times the planned units.
select
    frequency,
    weekly_share,
    by_unit
from (values
    ('Hourly', 1.0, true),
    ('Daily', 1.0, true),
    ('Per session', 1.0, true),
    ('Weekly', 1.0, false),
    ('Fortnightly', 1.0 / 2, false),
    ('4-weekly', 1.0 / 4, false),
    ('Monthly', 12.0 / 52, false),
    ('Quarterly', 4.0 / 52, false),
    ('Annually', 1.0 / 52, false)
) as listed(frequency, weekly_share, by_unit)
