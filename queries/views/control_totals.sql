-- The control totals of one financial year to a month, by file and month, and those without any month.
select
    file,
    name,
    layout,
    column_name,
    month,
    part,
    in_file,
    rejected,
    in_store,
    at_units,
    not_mapped,
    outside,
    lines,
    lines_rejected,
    agrees
from cube.control_totals
where (month between $first and $last or month is null)
    and layout = $layout
    and ($column is null or column_name = $column)
order by month nulls last, name, part, column_name
