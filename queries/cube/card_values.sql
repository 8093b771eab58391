-- What the scorecard of a unit shows of a measure in a month: the newest period that has ended by then, judged as of its
-- own end. `of_month` is the month in which it ended, `age` how many months before. Between the figures of a year, and
-- after the month to which the files go, the newest figure stands for as long as the council says (about.ages); after
-- that there is no value, and `last_known` says what was known last. A hole among months on file stays one.
with sparse as (
    select
        measures.key as measure,
        frequencies.frequency,
        ages.months as stands_for,
        measures.kind = 'supplied' or measures.basis = 'financial year' as is_sparse
    from about.measures as measures
    inner join cube.frequencies as frequencies on frequencies.measure = measures.key
    inner join about.ages as ages on ages.frequency = frequencies.frequency
),

own as (
    select
        own_values.*,
        sparse.is_sparse,
        coalesce(periods.is_late, false) and not sparse.is_sparse as is_late
    from cube.own_values as own_values
    inner join cube.counted_at as counted
        on counted.measure = own_values.measure
        and counted.unit = own_values.unit
    inner join sparse on sparse.measure = own_values.measure
    inner join about.measures as measures on measures.key = own_values.measure
    left join cube.periods as periods
        on periods.measure = own_values.measure
        and periods.basis = measures.basis
        and periods.month = own_values.month
),

months as (
    select measure, unit, month, month as of_month from own where not is_late
    union all
    select
        counted.measure,
        counted.unit,
        units.month,
        cast(null as date) as of_month
    from cube.counted_at as counted
    inner join sparse on sparse.measure = counted.measure
    inner join about.measures as measures on measures.key = counted.measure
    inner join model.unit_months as units on units.unit = counted.unit
    left join cube.periods as periods
        on periods.measure = counted.measure
        and periods.basis = measures.basis
        and periods.month = units.month
    where sparse.is_sparse or periods.is_late
),

-- The newest figure with a value, or where the source gives a reason for none.
newest as (
    select
        measure,
        unit,
        month,
        max(max(of_month)) over (partition by measure, unit order by month) as of_month
    from months
    group by measure, unit, month
)

select
    newest.measure,
    newest.unit,
    newest.month,
    newest.of_month,
    date_diff('month', newest.of_month, newest.month) as age,
    own.period_start,
    own.period_end,
    case when stands then own.numerator end as numerator,
    case when stands then own.denominator end as denominator,
    case when stands then own.value end as value,
    case
        when stands then own.reason
        else 'nothing newer than ' || strftime(newest.of_month, '%B %Y')
    end as reason,
    case when stands then own.records else 0 end as records,
    own.months_covered,
    own.months_needed,
    case when stands then own.target_low end as target_low,
    case when stands then own.target_high end as target_high,
    case when stands then own.target_unit end as target_unit,
    case when stands then own.standing else 'no value' end as standing,
    case when stands then own.last_year end as last_year,
    case when not stands then own.value end as last_known
from (
    select newest.*, date_diff('month', newest.of_month, newest.month) <= sparse.stands_for as stands
    from newest
    inner join sparse on sparse.measure = newest.measure
) as newest
inner join own
    on own.measure = newest.measure
    and own.unit = newest.unit
    and own.month = newest.of_month
order by newest.month, newest.unit, newest.measure
