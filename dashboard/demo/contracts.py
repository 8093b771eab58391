"""The contracts that care is bought by: block and cost-and-volume with the volume bought, and spot.

A block of support at home is paid in full each month, used or not; all else is paid as it is used.
"""

import numpy as np

from dashboard.demo import files
from dashboard.demo.activity import COUNTED_IN, SERVICES
from dashboard.demo.providers import COUNCIL_OWN
from dashboard.demo.rows import stack
from dashboard.demo.sizes import financial_year, months_of
from dashboard.demo.stories import DEARER_AHEAD, DEARER_BY, DEARER_FROM, FEWER_HOURS, HOURS_LEFT_OUT

HOME_CARE, IN_HOMES = "home care", "residential and nursing"
OLDER = "older-people"
BLOCK_HOMES_EVERY = 3
BLOCK_ABOVE = (1.05, 1.1)  # the hours of a block, to those used in a usual month
COLUMNS = ("contract", "provider", "supplier", "sector", "service", "unit", "kind", "starts", "ends", "counted_in",
           "bought", "price")  # fmt: skip


def contracts_of(size, org, found, rows_by_month, purchases, rng):
    """A contract for each provider, service and financial year; support at home apart for older people and others."""
    months = months_of(size)
    years = financial_year(months)
    older = np.isin(np.arange(len(org.teams)), org.of_kind("older"))
    lines = []
    for year in np.unique(years).tolist():
        mine = np.flatnonzero(years == year)
        rows = stack([rows_by_month[n] for n in mine])
        of_older = older[rows["team"]]
        lines += agencies(found, year, purchases, usual(rows, HOME_CARE, found, len(mine), of_older), OLDER, rng)
        lines += agencies(found, year, purchases, usual(rows, HOME_CARE, found, len(mine), ~of_older), None, rng)
        lines += homes(found, year, usual(rows, IN_HOMES, found, len(mine), np.ones(len(of_older), bool)), rng)
    return lines


def write_contracts(out, lines):
    columns = dict(zip(COLUMNS, map(list, zip(*lines, strict=True)), strict=True))
    columns["starts"], columns["ends"] = (np.array(columns[name], "datetime64[D]") for name in ("starts", "ends"))
    files.write(out / "contracts.csv", "contracts", columns)


def paid_in_full(month, rows, lines, org, found):
    """A month's purchases, those from a block of support at home at what the block costs whatever was used of it.

    Each purchase bears its share of what was not used; the dearest also bears the pennies of rounding.
    """
    year = int(financial_year(np.array([month]))[0])
    older = np.isin(rows["team"], org.of_kind("older"))
    cost = rows["cost"].copy()
    for line in lines:
        one = dict(zip(COLUMNS, line, strict=True))
        if one["kind"] != "block" or one["service"] != HOME_CARE or one["starts"] != f"{year}-04-01":
            continue
        mine = (rows["supplier"] == found.names.index(one["provider"])) & (rows["service"] == SERVICES.index(HOME_CARE))
        which = np.flatnonzero(mine & (older == (one["unit"] == OLDER)))
        unused = float(one["bought"]) - rows["units"][which].sum()
        if len(which) and unused > 0:
            price, share = float(one["price"]), rows["units"][which] / rows["units"][which].sum()
            cost[which] = np.round((rows["units"][which] + unused * share) * price, 2)
            cost[which[np.argmax(cost[which])]] += round(float(one["bought"]) * price - cost[which].sum(), 2)
    return {**rows, "cost": cost}


def usual(rows, service, found, months, where):
    """By provider, the units of a service in a usual month."""
    mine = where & (rows["service"] == SERVICES.index(service)) & (rows["supplier"] >= 0)
    return np.bincount(rows["supplier"][mine], rows["units"][mine], len(found.names)) / months


def agencies(found, year, purchases, units, unit, rng):
    """The council's own support at home is a block, main agencies sell by cost and volume, the others by the hour."""
    month = np.datetime64(f"{year}-04", "M")
    prices = purchases.hourly_prices(month, unit is not None)
    short = 1 - HOURS_LEFT_OUT if unit and month >= FEWER_HOURS else 1
    for agency, name in enumerate(found.agencies):
        kind = "block" if agency == COUNCIL_OWN else "cost and volume" if agency in found.main else "spot"
        above = rng.uniform(*(BLOCK_ABOVE if kind == "block" else (0.98, 1.06)))
        bought = np.round(units[len(found.homes) + agency] / short * above, -1)
        one = contract(
            f"HC{year}-{agency:02d}{'P' if unit else ''}", name, str(found.agency_sector(agency)), HOME_CARE, unit,
            kind, year, bought, prices[agency],
        )  # fmt: skip
        yield from dearer_ahead(one) if (name, year) == (DEARER_AHEAD, int(financial_year(DEARER_FROM))) else [one]


def dearer_ahead(line):
    """A contract in two: at its price up to a day still to come, and at the price already agreed from then on."""
    one = dict(zip(COLUMNS, line, strict=True))
    first = DEARER_FROM.astype("datetime64[D]")
    price = f"{float(one['price']) * (1 + DEARER_BY):.2f}"
    later = {"contract": f"{one['contract']}-{DEARER_FROM}", "starts": str(first), "price": price}
    return [tuple({**one, "ends": str(first - 1)}.values()), tuple({**one, **later}.values())]


def homes(found, year, units, rng):
    """The council's own homes and every third of the others are blocks of places; a place is priced with the person."""
    for home, name in enumerate(found.homes):
        kind = "block" if home < found.council_homes or home % BLOCK_HOMES_EVERY == 0 else "spot"
        bought = np.round(units[home] * rng.uniform(1.0, 1.1))
        sector = str(found.home_sector(home))
        yield contract(f"RN{year}-{home:03d}", name, sector, IN_HOMES, None, kind, year, bought, None)


def contract(reference, name, sector, service, unit, kind, year, bought, price):
    volume = None if kind == "spot" else f"{bought:.2f}"
    return (
        reference, name, name.upper(), sector, service, unit, kind, f"{year}-04-01", f"{year + 1}-03-31",
        COUNTED_IN[service], volume, None if price is None else f"{price:.2f}",
    )  # fmt: skip
