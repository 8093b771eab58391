-- Some measures at a unit in a month, by the sector of the providers they were counted at: the same rule for each. A
-- provider that has contracts of two sectors is of the one of its newest.
with sectors as (
    select
        provider,
        case max_by(sector, starts)
            when 'Council' then 'in-house'
            when 'Voluntary' then 'voluntary'
            when 'NHS' then 'joint'
            else 'private'
        end as sector
    from model.contracts
    group by provider
)

select
    cells.measure,
    sectors.sector,
    count(distinct cells.slice_value) as providers,
    cast(sum(cells.numerator) as double) as numerator,
    cast(sum(cells.denominator) as double) as denominator
from cube.cells as cells
inner join about.measures as measures
    on measures.key = cells.measure
    and measures.basis = cells.basis
inner join sectors
    on sectors.provider = cells.slice_value
where cells.unit = $unit
    and cells.month = $month
    and cells.slice = 'provider'
    and list_contains($measures, cells.measure)
group by cells.measure, sectors.sector
order by cells.measure, sectors.sector
