-- A cost centre of the ledger or the budget that belongs to no unit in some month of the store: no list names it, or only for
-- a unit that does not exist then. `amount` is what was paid in those months, capital too.
with unplaced as (
    select
        places.cost_centre,
        places.subjective,
        places.month,
        places.service <> 'not mapped' as is_listed
    from model.money_places as places
    join model.months as months on months.month = places.month
    where not places.mapped
),

centres as (
    select
        cost_centre,
        bool_or(is_listed) as is_listed,
        min(month) as first_month,
        max(month) as last_month
    from unplaced
    group by cost_centre
),

paid as (
    select
        lines.cost_centre,
        arg_max(lines.cost_centre_name, lines.month) as name,
        arg_max(lines.directorate, lines.month) as directorate,
        sum(lines.amount) as amount,
        count(*) as lines
    from model.ledger_lines as lines
    join unplaced
        on unplaced.cost_centre = lines.cost_centre
        and unplaced.subjective = coalesce(lines.subjective, '')
        and unplaced.month = lines.month
    group by lines.cost_centre
)

select
    centres.cost_centre,
    paid.name,
    paid.directorate,
    coalesce(paid.amount, 0) as amount,
    coalesce(paid.lines, 0) as lines,
    centres.is_listed,
    centres.first_month,
    centres.last_month
from centres
left join paid on paid.cost_centre = centres.cost_centre
