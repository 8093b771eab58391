-- Where the money of a cost centre and subjective head belongs in a month: its unit, service and user group. The list of
-- cost centres decides, first a row for that head, then the row for the cost centre as a whole. What no list names, or
-- names for a unit that does not exist in that month, is `mapped` false and belongs to the whole council.
with charged as (
    select distinct cost_centre, subjective, month from sources.ledger
    union
    select distinct cost_centre, subjective, month from sources.budget
),

listed as (
    select
        charged.cost_centre,
        charged.subjective,
        charged.month,
        lists.cost_centre is not null as is_listed,
        lists.unit,
        lists.service,
        lists.user_group
    from charged
    left join model.cost_centres as lists
        on lists.cost_centre = charged.cost_centre
        and coalesce(lists.subjective, charged.subjective, '') = coalesce(charged.subjective, '')
        and charged.month between lists.first_month and lists.last_month
    qualify row_number() over (
        partition by charged.cost_centre, charged.subjective, charged.month
        order by lists.subjective is null
    ) = 1
)

select
    listed.cost_centre,
    coalesce(listed.subjective, '') as subjective,
    listed.month,
    coalesce(units.unit, root.unit) as unit,
    case
        when listed.is_listed then coalesce(listed.service, 'no service named')
        else 'not mapped'
    end as service,
    listed.user_group,
    listed.is_listed and units.unit is not null as mapped
from listed
left join model.unit_months as units
    on units.month = listed.month
    and units.unit = listed.unit
left join model.root as root on true
