-- A cost centre's budget under one subjective head as it stood in a month. `original`, `revised` and `forecast` are for the
-- whole financial year; `profiled` (meant to be spent) and `commitment` run from its April to the end of the month.
select
    month,
    cost_centre,
    subjective,
    original,
    revised,
    profiled,
    commitment,
    forecast,
    file,
    line
from loaded.budget
