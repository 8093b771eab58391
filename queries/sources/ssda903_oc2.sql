-- What a return says of one child's health, development and offending, once a child and year.
select
    health.child,
    files.period_end as year_end,
    health.sdq_score,
    health.sdq_reason,
    health.convicted,
    health.health_check,
    health.immunisations,
    health.teeth_check,
    health.health_assessment,
    health.substance_misuse
from loaded.ssda903_oc2 as health
join loaded.files as files on files.file = health.file
qualify row_number() over (
    partition by health.child, files.period_end
    order by health.file desc, health.line desc
) = 1
