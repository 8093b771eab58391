-- Each measure that ever counted something and has a value for the whole council, with its newest one, in the order of the perspectives.
select
    known.key,
    known.title,
    known.perspective,
    known.decimals,
    known.unit_of_value,
    judged.period_end,
    judged.value
from cube.card_values as judged
inner join model.root as root
    on root.unit = judged.unit
inner join about.measures as known
    on known.key = judged.measure
left join about.perspectives as perspectives
    on perspectives.key = known.perspective
where judged.value is not null
    and judged.measure in (select measure from cube.card_values group by measure having max(records) > 0)
qualify row_number() over (partition by judged.measure order by judged.period_end desc, judged.month desc) = 1
order by perspectives.position, known.title, known.key
