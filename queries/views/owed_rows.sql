-- What should have been paid at a unit's own books for a service of a provider in a month.
select
    owed.person,
    owed.package,
    packages.starts,
    packages.ends,
    owed.units,
    owed.counted_in,
    owed.price,
    owed.amount
from model.owed as owed
left join model.packages as packages on packages.package = owed.package
where owed.month = $month
    and owed.unit = $unit
    and owed.service = $service
    and coalesce(owed.provider, '') = $provider
order by owed.amount desc, owed.person, owed.package
