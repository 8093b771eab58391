-- Every file loaded, newest first.
select
    file,
    name,
    layout,
    period_start,
    period_end,
    rows_read,
    rows_stored,
    rows_rejected,
    loaded_at,
    in_force,
    superseded_by,
    layout in (select layout from about.layouts where not used) as only_kept
from about.files
order by loaded_at desc, file desc
