-- Each answer given twice, by two readers of the same case file, at a unit and all below it between two months: whether each said
-- that the element was met, with the unit whose file it is and,
-- where whoever asks may open records, the names of both readers.
select
    pairs.first_source,
    pairs.second_source,
    pairs.first_auditor,
    pairs.second_auditor,
    pairs.pair,
    pairs.element,
    pairs.month,
    pairs.unit,
    pairs.first_met,
    pairs.second_met
from cube.audit_pairs as pairs
inner join model.units_above as above
    on above.month = pairs.month
    and above.unit = pairs.unit
    and above.above = $unit
where pairs.month between $first and $month
order by pairs.first_source, pairs.second_source, pairs.pair, pairs.element
