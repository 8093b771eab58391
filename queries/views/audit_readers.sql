-- Who has read the same case files at a unit and all below it between two months, and how many answers were given twice.
select
    pairs.first_source,
    pairs.second_source,
    count(*) as answers
from cube.audit_pairs as pairs
inner join model.units_above as above
    on above.month = pairs.month
    and above.unit = pairs.unit
    and above.above = $unit
where pairs.month between $first and $month
group by pairs.first_source, pairs.second_source
order by answers desc, pairs.first_source, pairs.second_source
