-- What the units delivered at a unit since April cost, and what they would have cost at what was paid for one in the same
-- months of the year before: like for like by service and user group, for the months in which both years have units on
-- file. It is the rise of what was paid, and not of agreed prices: a plan that falls short makes those fall.
with months as (
    select
        this.service,
        this.user_group,
        sum(this.actual) as paid,
        sum(this.delivered) as units,
        sum(past.actual) as paid_before,
        sum(past.delivered) as units_before
    from cube.money_cells as this
    inner join cube.money_cells as past
        on past.unit = this.unit
        and past.month = this.month - interval 12 month
        and past.service = this.service
        and past.user_group = this.user_group
    where this.unit = $unit
        and this.month between $first and $month
        and this.counted_in is not null
        and this.on_file
        and past.on_file
    group by this.service, this.user_group
)

select
    cast(sum(paid) as double) as at_these,
    sum(cast(units as double) * paid_before / units_before) as at_those
from months
where units > 0
    and units_before > 0
    and paid > 0
    and paid_before > 0
