-- The verdict of each control chart as it was known in each month.
select
    measure,
    unit,
    month,
    basis,
    judged,
    value,
    status::varchar as status,
    variation::varchar as variation,
    rule::varchar as rule,
    assurance::varchar as assurance,
    mean,
    lower,
    upper,
    p
from cube.signals
where ($measures is null or list_contains($measures, measure))
    and ($units is null or list_contains($units, unit))
order by measure, unit, month, basis
