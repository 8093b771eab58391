-- A unit cost of the Performance Assessment Framework as a council's PSS EX1 return gives it: gross total cost of some lines
-- (overheads are in it) over the activity that the return itself marks with the indicator, days of the looked after as weeks
-- and a week's hours and households as a year's. The lines are those of the return's unit cost rows (PSS EX1 2007-08; for B8
-- and B12 the Best Value Performance Indicators Order 2003). A council that is known by an official code has it here.
with defined as (
    select
        indicator,
        unnest(string_split(codes, ' ')) as code,
        times,
        weeks_of
    from (
        values
        ('B8', 'BB1 BB3', 1, 7),
        ('B9', 'BB1', 1, 7),
        ('B10', 'BB3', 1, 7),
        ('B12', 'C2 C3 C6 D2 D3 D6 E2 E3 E6 F2 F3 F6', 1, 1),
        ('B13', 'C2 C3', 1, 1),
        ('B14', 'E2 E3', 1, 1),
        ('B15', 'F2 F3', 1, 1),
        ('B16', 'D2 D3', 1, 1),
        ('B17', 'C6 D6 E6 F6', 52, 1)
    ) as rows_of (indicator, codes, times, weeks_of)
),

known as (
    select
        regexp_replace(lower(area_name), '[^a-z0-9]', '', 'g') as known_as,
        min(area) as area
    from loaded.facts
    where regexp_full_match(area, 'E(06|08|09|10)\d{6}')
    group by known_as
),

spent as (
    select
        defined.indicator,
        outturn.area,
        outturn.period_start,
        outturn.period_end,
        sum(outturn.amount) as pounds,
        count(outturn.amount) as lines_there,
        max(outturn.file) as file,
        max(outturn.line) as line
    from sources.outturn as outturn
    join defined on defined.code = outturn.code
    where outturn.amount_of = 'gross total cost'
    group by defined.indicator, outturn.area, outturn.period_start, outturn.period_end
),

marked as (
    select
        area,
        period_start,
        item,
        amount,
        trim(unnest(string_split(indicators, ','))) as indicator
    from sources.outturn_activity
    where amount is not null
),

bought as (
    select
        marked.indicator,
        marked.area,
        marked.period_start,
        -- the households of intensive home care are those of one week, beside weeks in homes that are those of the year
        sum(marked.amount * case when marked.item ilike 'Table 3B%' then 52 else rows_of.times end) as amount
    from marked
    join (select distinct indicator, times from defined) as rows_of on rows_of.indicator = marked.indicator
    group by marked.indicator, marked.area, marked.period_start
),

wanted as (
    select indicator, max(weeks_of) as weeks_of, count(*) as lines_wanted
    from defined
    group by indicator
)

select
    'PAF ' || spent.indicator as measure,
    coalesce(known.area, spent.area) as area,
    spent.area as area_name,
    spent.period_start,
    spent.period_end,
    cast(spent.pounds as double) * wanted.weeks_of / cast(bought.amount as double) as value,
    spent.pounds as numerator,
    cast(cast(bought.amount as double) / wanted.weeks_of as decimal(18, 4)) as denominator,
    spent.file,
    spent.line
from spent
join wanted
    on wanted.indicator = spent.indicator
    and wanted.lines_wanted = spent.lines_there
join bought
    on bought.indicator = spent.indicator
    and bought.area = spent.area
    and bought.period_start = spent.period_start
    and bought.amount > 0
left join known
    on known.known_as = regexp_replace(regexp_replace(lower(spent.area), ' ua$', ''), '[^a-z0-9]', '', 'g')
