-- A budget line (a cost centre and subjective head) as it stood in a month, at the unit and service of its cost centre.
-- That of a cost centre which no file maps belongs to the whole council as 'not mapped'.
-- `profiled_in_month` and `committed_in_month` are what the month added to the profile and to the commitment of the financial
-- year: of a unit that moves in mid-year each part stays where the unit was.
select
    lines.month,
    places.unit,
    lines.cost_centre,
    lines.subjective,
    places.service,
    places.user_group,
    places.mapped,
    lines.original,
    lines.revised,
    lines.profiled,
    lines.commitment,
    lines.profiled - coalesce(lag(lines.profiled ignore nulls) over so_far, 0) as profiled_in_month,
    lines.commitment - coalesce(lag(lines.commitment ignore nulls) over so_far, 0) as committed_in_month,
    lines.forecast,
    lines.file,
    lines.line
from sources.budget as lines
inner join model.money_places as places
    on places.cost_centre = lines.cost_centre
    and places.subjective = coalesce(lines.subjective, '')
    and places.month = lines.month
window so_far as (
    partition by lines.cost_centre, lines.subjective, year(lines.month - interval 3 month)
    order by lines.month
)
