-- A measure that counts distinct people, once in each unit and period. A person's months become spells, a spell covers the
-- periods that any of its months belongs to, and spells that touch the same unit and slice are merged before they are counted:
-- the answer is that of count(distinct person) for every unit, period and slice, at a small part of the work.
with placed_rows as (
    select
        year(thing.month) * 12 + month(thing.month) as number,
        coalesce(u.unit, (select unit from model.root)) as unit,
        thing.person,
        {slice_columns}
        thing.numerator as numerator,
        {denominator} as denominator
    from ({measure}) as thing
    join model.months as known on known.month = thing.month
    left join model.unit_months as u on u.month = thing.month and u.unit = thing.unit
),

things as (
    select number, unit, {slices} person, max(numerator) as numerator, max(denominator) as denominator
    from placed_rows
    group by number, unit, {slices} person
),

flags as (
    select 'numerator' as part, number, unit, person, {slices} '' as whole from things where numerator > 0
    union all
    select 'denominator' as part, number, unit, person, {slices} '' as whole from things where denominator > 0
),

islands as (
    select *, number - row_number() over (partition by part, unit, person, {slices} whole order by number) as island
    from flags
),

spells as (
    select part, unit, person, {slices} whole, min(number) as first_number, max(number) as last_number
    from islands
    group by part, unit, person, {slices} whole, island
),

placed as (
    select
        s.part, a.above as unit, s.person, {spell_slices} s.whole,
        greatest(s.first_number, a.first_number) as first_number,
        least(s.last_number, a.last_number) as last_number
    from spells as s
    join model.units_above_spans as a
        on a.unit = s.unit and a.first_number <= s.last_number and a.last_number >= s.first_number
),

slices as (
    select part, unit, person, slice, slice_value, first_number, last_number
    from placed unpivot (slice_value for slice in ({slices} whole))
),

covered as (
    select
        b.basis, s.part, s.unit, s.slice, s.slice_value, s.person,
        case b.basis
            when 'financial year' then s.first_number + (15 - (s.first_number % 12)) % 12
            when 'quarter' then s.first_number + (3 - (s.first_number % 3)) % 3
            else s.first_number
        end as first_number,
        case b.basis
            when 'rolling 12 months' then s.last_number + 11
            -- The March that ends the financial year of the spell's last month; March is 3 in the numbering.
            when 'financial year' then s.last_number + (15 - (s.last_number % 12)) % 12
            when 'financial year to date' then s.last_number + (15 - (s.last_number % 12)) % 12
            when 'quarter' then s.last_number + (3 - (s.last_number % 3)) % 3
            else s.last_number
        end as last_number
    from slices as s
    cross join (select unnest([{bases}]) as basis) as b
    where s.slice = 'whole' or b.basis = $basis or (b.basis = 'quarter' and $basis = 'month')
),

followed as (
    select *, max(last_number) over (
        partition by basis, part, unit, slice, slice_value, person
        order by first_number, last_number
        rows between unbounded preceding and 1 preceding
    ) as reached
    from covered
),

-- What each spell adds to what the spells before it have covered already.
steps as (
    select basis, part, unit, slice, slice_value, greatest(first_number, coalesce(reached + 1, 0)) as number, 1 as step
    from followed
    where last_number > coalesce(reached, 0)
    union all
    select basis, part, unit, slice, slice_value, last_number + 1, -1
    from followed
    where last_number > coalesce(reached, 0)
),

keys as (
    select distinct basis, unit, slice, slice_value
    from steps
),

stepped as (
    select
        basis, unit, slice, slice_value, number,
        sum(case when part = 'numerator' then step else 0 end) as numerator,
        sum(case when part = 'denominator' then step else 0 end) as denominator
    from steps
    group by basis, unit, slice, slice_value, number
),

standing as (
    select
        k.basis, k.unit, k.slice, k.slice_value, m.month,
        sum(coalesce(s.numerator, 0)) over running as numerator,
        sum(coalesce(s.denominator, 0)) over running as denominator
    from keys as k
    cross join (select month, year(month) * 12 + month(month) as number from model.months) as m
    left join stepped as s
        on s.basis = k.basis and s.unit = k.unit and s.slice = k.slice and s.slice_value = k.slice_value
        and s.number = m.number
    window running as (partition by k.basis, k.unit, k.slice, k.slice_value order by m.month)
)

select
    unit, month, basis, slice, slice_value,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(denominator as decimal(18, 4)) as denominator,
    greatest(numerator, denominator) as records
from standing
where numerator > 0 or denominator > 0
