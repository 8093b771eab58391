-- People whose discharge from hospital was delayed in a month, at one unit and for one reason.
select
    delays.month,
    coalesce(units.unit, root.unit) as unit,
    coalesce(delays.reason, 'Not known') as reason,
    coalesce(delays.attributable, 'Not known') as attributable,
    delays.people,
    delays.days
from sources.delayed_discharges as delays
left join model.units as units on units.unit = delays.unit
left join model.root as root on true
