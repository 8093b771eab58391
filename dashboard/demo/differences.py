"""Where the ledger is made to differ from the packages: a stale price, a payment too late, missing, twice or astray.

Everything else is paid as the packages say. What must be found of each is in stories.toml.
"""

import numpy as np

from dashboard.demo.activity import SERVICES
from dashboard.demo.care import LIVING, NURSING, RESIDENTIAL, price_in
from dashboard.demo.rows import pick, stack
from dashboard.demo.sizes import LAST_DAY, first_of, last_of

STALE = np.arange(np.datetime64("2026-06", "M"), np.datetime64("2026-09", "M"))
STALE_PACKAGES, STALE_PRICE = 2, 0.94  # reviewed in May 2026, and paid at the old price until September
PAID_TOO_LATE = np.datetime64("2026-04", "M")
NEVER_INVOICED_BEFORE = np.datetime64("2026-06-01", "D")
PAID_TWICE = np.datetime64("2026-08", "M")
ASTRAY = np.datetime64("2026-07", "M")


def planted(month, rows, packages):
    """What is charged to a month: the purchases, but for the planted differences."""
    rows = {**rows, "cost": stale_prices(month, rows, packages), "service": astray(month, rows)}
    rows = pick(rows, rows["package"] != never_invoiced(packages))
    return stack([rows, *twice(month, rows), *too_late(month, rows, packages)])


def in_homes(packages):
    return np.isin(packages["support"], [RESIDENTIAL, NURSING]) & packages["recorded"]


def stale_prices(month, rows, packages):
    if month not in STALE:
        return rows["cost"]
    lasting = (packages["starts"] < first_of(STALE[0])) & (packages["ends"] > LAST_DAY)
    stale = np.flatnonzero((packages["support"] == LIVING) & lasting)[:STALE_PACKAGES]
    return np.where(np.isin(rows["package"], stale), np.round(rows["cost"] * STALE_PRICE, 2), rows["cost"])


def never_invoiced(packages):
    """The last place in a home that began before June 2026 and goes on."""
    lasting = in_homes(packages) & (packages["starts"] < NEVER_INVOICED_BEFORE) & (packages["ends"] > LAST_DAY)
    which = np.flatnonzero(lasting)
    return which[np.argmax(packages["starts"][which])]


def twice(month, rows):
    """The first care home's invoice of the month comes a second time."""
    if month == PAID_TWICE:
        yield pick(rows, first_invoice(rows))


def astray(month, rows):
    """The first care home's invoice of the month is booked to day support."""
    service = rows["service"].copy()
    if month == ASTRAY:
        service[first_invoice(rows)] = SERVICES.index("day support")
    return service


def first_invoice(rows):
    homes = rows["service"] == SERVICES.index("residential and nursing")
    return np.flatnonzero(homes)[:1]


def too_late(month, rows, packages):
    """A whole month in a home is paid for somebody whose place had ended before it began."""
    if month != PAID_TOO_LATE:
        return
    ended = np.flatnonzero(in_homes(packages) & (packages["ends"] < first_of(month)))
    gone = ended[np.argmax(packages["ends"][ended])]
    weeks = ((last_of(month) - first_of(month)).astype(int) + 1) / 7
    price = price_in(packages["base_price"][gone], np.array([month]))[0]
    like = pick(rows, first_invoice(rows))
    yield {
        **like,
        "supplier": packages["home"][[gone]],
        "group": packages["group"][[gone]],
        "units": np.zeros(1),
        "cost": np.round([weeks * price], 2),
        "package": np.array([gone]),
    }
