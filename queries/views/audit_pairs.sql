-- How often two readers of the same case file found an element met, both or one or neither, at a unit and all below it between two
-- months: file by file (`pair`), in all (`way` '') and by element, by the unit whose file it is, by month and, where whoever asks may open
-- records, by the name of either reader.
with pairs as (
    select found.*
    from cube.audit_pairs as found
    inner join model.units_above as above
        on above.month = found.month
        and above.unit = found.unit
        and above.above = $unit
    where found.month between $first and $month
        and found.first_source = $first_source
        and found.second_source = $second_source
),

counted as (
    select
        case
            when grouping(element) = 0 then 'element'
            when grouping(unit) = 0 then 'unit'
            when grouping(month) = 0 then 'month'
            when grouping(first_auditor) = 0 then 'first_auditor'
            when grouping(second_auditor) = 0 then 'second_auditor'
            else ''
        end as way,
        coalesce(element, unit, cast(month as varchar), first_auditor, second_auditor, '') as key,
        pair,
        count(*) filter (where first_met and second_met) as both_met,
        count(*) filter (where first_met and not second_met) as first_alone,
        count(*) filter (where not first_met and second_met) as second_alone,
        count(*) filter (where not first_met and not second_met) as neither
    from pairs
    group by grouping sets (
        (pair), (element, pair), (unit, pair), (month, pair), (first_auditor, pair), (second_auditor, pair)
    )
)

select way, key, pair, both_met, first_alone, second_alone, neither
from counted
where way = '' or key <> ''
order by way, key, pair
