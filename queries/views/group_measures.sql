-- The measures of a unit in a month that are broken down by user group, on their own basis; those of money are left out.
select
    cells.measure,
    cells.slice_value as user_group,
    case
        when measures.kind = 'count' then cast(cells.numerator as double)
        when cells.denominator > 0
            then cast(cells.numerator as double) / cast(cells.denominator as double) * cast(measures.per as double)
    end as value
from cube.cells as cells
inner join about.measures as measures
    on measures.key = cells.measure
    and measures.basis = cells.basis
    and measures.perspective <> 'financial'
where cells.unit = $unit
    and cells.month = $month
    and cells.slice = 'user_group'
order by cells.measure, cells.slice_value
