-- Each value of a measure whose values come by the quarter or the year, on the whole of its history: a supplied figure of
-- a period before the months of the store too. `before` is the value of the same period a year earlier; of what is
-- answered in words there is none, for two answers have no difference.
with figures as (
    select
        cells.measure,
        cells.unit,
        cells.month,
        cells.period_start,
        cells.period_end,
        cells.numerator,
        cells.denominator,
        case when cells.marker is null then cells.supplied end as value,
        cells.marker
    from cube.cells as cells
    where cells.period_start is not null
        and date_diff('month', cells.period_start, cells.period_end) > 0
    union all
    select
        own_values.measure,
        own_values.unit,
        own_values.month,
        own_values.period_start,
        own_values.period_end,
        own_values.numerator,
        own_values.denominator,
        own_values.value,
        cast(null as varchar) as marker
    from cube.own_values as own_values
    inner join about.measures as measures
        on measures.key = own_values.measure
    where measures.basis = 'financial year'
        and own_values.value is not null
),

-- Half the 95% interval of a survey's figure, as its source gives it.
margins as (
    select
        codes.measure,
        given.unit,
        given.period_start,
        given.period_end,
        cast(given.value as double) as value,
        cast(max(given.margin) as double) as margin
    from model.supplied_months as given
    inner join cube.measure_codes as codes
        on codes.code = lower(given.measure)
    where given.margin is not null
    group by codes.measure, given.unit, given.period_start, given.period_end, given.value
),

bounded as (
    select
        figures.*,
        margins.margin
    from figures
    left join margins
        on margins.measure = figures.measure
        and margins.unit = figures.unit
        and margins.period_start = figures.period_start
        and margins.period_end = figures.period_end
        and margins.value = figures.value
)

select
    figures.measure,
    figures.unit,
    figures.month,
    figures.period_start,
    figures.period_end,
    cast(figures.numerator as double) as numerator,
    cast(figures.denominator as double) as denominator,
    figures.value,
    figures.marker,
    figures.margin,
    measures.better,
    made.made_as,
    past.value as before,
    cast(past.numerator as double) as numerator_before,
    cast(past.denominator as double) as denominator_before,
    past.margin as margin_before
from bounded as figures
inner join about.measures as measures
    on measures.key = figures.measure
inner join cube.made_as as made
    on made.measure = figures.measure
left join bounded as past
    on past.measure = figures.measure
    and measures.answers = ''
    and past.unit = figures.unit
    and past.month = figures.month - interval 12 month
    and date_diff('month', past.period_start, past.period_end) = date_diff('month', figures.period_start, figures.period_end)
order by figures.measure, figures.unit, figures.month
