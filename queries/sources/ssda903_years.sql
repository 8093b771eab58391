-- The days that the returns of looked-after children speak for.
select
    file,
    period_start,
    period_end
from loaded.files
where layout = 'ssda903_episodes'
    and in_force
