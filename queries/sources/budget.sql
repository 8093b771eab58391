-- A cost centre's budget under one subjective head as it stood in a month: all sums are for the whole financial year,
-- but `profiled` (the share of it meant to be spent by the end of the month) and `commitment`.
select
    month,
    cost_centre,
    subjective,
    original,
    revised,
    profiled,
    commitment,
    forecast
from loaded.budget
