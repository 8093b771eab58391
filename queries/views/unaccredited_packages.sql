-- Packages at a unit and all below it that began in the years up to a month with a provider that was not accredited on that day.
-- Spans are what was decided of each provider: from a day up to the day before another ($ends); `why` it was not accredited
-- in them. A package is where its person's case was at the end of its first month.
with spans as (
    select
        unnest($providers) as provider,
        unnest($begins) as begins,
        unnest($ends) as ends,
        unnest($whys) as why
),

firsts as (
    select
        months.package,
        months.unit,
        row_number() over (partition by months.package order by months.month, months.unit) as place
    from model.package_months as months
)

select
    packages.package,
    packages.person,
    packages.provider,
    packages.service,
    packages.starts,
    firsts.unit,
    spans.why
from model.packages as packages
inner join spans
    on spans.provider = packages.provider
    and packages.starts >= spans.begins
    and packages.starts < spans.ends
inner join firsts
    on firsts.package = packages.package
    and firsts.place = 1
inner join model.units_above as above
    on above.unit = firsts.unit
    and above.month = $month
    and above.above = $unit
where packages.starts <= last_day($month)
order by packages.starts desc, packages.package
