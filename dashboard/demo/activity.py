"""What was bought in each month: units and cost by team, service and need, each with who was paid."""

import numpy as np

from dashboard.demo.care import (
    DAY,
    EQUIPMENT,
    HOME,
    NURSING,
    REABLEMENT,
    RESIDENTIAL,
    SUPPORTS,
    price_in,
    price_index,
    teams_of,
)
from dashboard.demo.children import FOSTER, HOMES
from dashboard.demo.people import CHILDREN
from dashboard.demo.rows import stack
from dashboard.demo.sizes import first_of, last_of
from dashboard.demo.stories import DEARER_HOURS, FEWER_HOURS

SERVICES = [
    "home care",
    "residential and nursing",
    "supported living",
    "direct payments",
    "day support",
    "reablement",
    "foster care",
    "children's homes",
    "assessment and care management",
    "equipment",
]
COUNTED_IN = {
    "home care": "hours",
    "residential and nursing": "weeks",
    "supported living": "weeks",
    "direct payments": "weeks",
    "day support": "sessions",
    "reablement": "weeks",
    "foster care": "weeks",
    "children's homes": "weeks",
}
SECTORS = ["Independent", "Council"]
FOSTER_PRICE, CHILDRENS_HOME_PRICE = 505, 4_420  # a week in 2024-25
SUPPORTED_PRICE = [SUPPORTS[n].price for n in range(len(SUPPORTS))]
OWN_COUNCIL, INDEPENDENT = 1, 0


def bought(team, service, group, sector, supplier, units, cost, package=-1):
    """A row for each purchase; `supplier` is an index into the names of providers, below 0 for what has no name."""
    count = len(team)
    return {
        "team": team,
        "service": np.broadcast_to(service, count).copy(),
        "group": np.broadcast_to(group, count).copy(),
        "sector": np.broadcast_to(sector, count).copy(),
        "supplier": np.broadcast_to(supplier, count).copy(),
        "units": units,
        "cost": np.round(cost, 2),
        "package": np.broadcast_to(package, count).copy(),
    }


class Purchases:
    """Adds up what a month bought; the packages and episodes it looks in are given once."""

    def __init__(self, org, adults, packages, reabled, placements, children, found):
        self.org, self.adults, self.packages, self.found = org, adults, packages, found
        self.reabled, self.placements, self.children = reabled, placements, children
        self.service = np.array([SERVICES.index(s.service) if s.service else -1 for s in SUPPORTS])
        self.older = np.isin(np.arange(len(org.teams)), org.of_kind("older"))
        self.agency_price = np.random.default_rng(7).uniform(0.975, 1.025, len(found.agencies))

    def month(self, month, hours):
        """Everything bought in a month; `hours` are those of the visits made."""
        days = (first_of(month), last_of(month))
        return stack(
            [
                self.home_care(month, hours),
                self.packages_in(*days),
                self.reablement_in(*days),
                self.placements_in(*days),
            ]
        )

    def hourly_prices(self, month, older):
        """What an hour of each agency costs in a month, at the teams for older people or elsewhere."""
        dearer = DEARER_HOURS if older and month >= FEWER_HOURS else 1
        return price_in(SUPPORTED_PRICE[HOME] * self.agency_price * dearer, np.array([month]))

    def home_care(self, month, hours):
        of_older, of_others = (self.hourly_prices(month, older)[hours["agency"]] for older in (True, False))
        price = np.where(self.older[hours["team"]], of_older, of_others)
        sector = np.where(hours["agency"] == 0, OWN_COUNCIL, INDEPENDENT)
        return bought(
            hours["team"],
            SERVICES.index("home care"),
            hours["group"],
            sector,
            len(self.found.homes) + hours["agency"],
            hours["units"],
            hours["units"] * price,
        )

    def packages_in(self, first, last):
        rows = self.packages
        days = overlap(rows["starts"], rows["ends"], first, last)
        support = rows["support"]
        once = (support == EQUIPMENT) & (rows["starts"] >= first) & (rows["starts"] <= last)
        lasting = (days > 0) & ~np.isin(support, [HOME, EQUIPMENT])
        which = np.flatnonzero((lasting | once) & rows["recorded"])
        units = np.where(once, 1.0, days / 7 * np.where(support == DAY, rows["units"], 1))[which]
        price = price_in(rows["base_price"][which], np.array([first]))
        team = teams_of(rows, self.adults, np.minimum(last, rows["ends"]))[which]
        inside = np.isin(support, [RESIDENTIAL, NURSING])[which]
        own = inside & (rows["home"][which] < self.found.council_homes)
        return bought(
            team,
            self.service[support[which]],
            rows["group"][which],
            np.where(own, OWN_COUNCIL, INDEPENDENT),
            np.where(inside, rows["home"][which], -1),
            units,
            units * price,
            which,
        )

    def reablement_in(self, first, last):
        days = overlap(self.reabled["starts"], self.reabled["ends"], first, last)
        which = np.flatnonzero(days > 0)
        units = days[which] / 7
        price = price_in(SUPPORTED_PRICE[REABLEMENT], np.array([first]))
        return bought(
            self.reabled["team"][which],
            SERVICES.index("reablement"),
            self.reabled["group"][which],
            OWN_COUNCIL,
            -1,
            units,
            units * price,
        )

    def placements_in(self, first, last):
        rows = self.placements
        days = overlap(rows["starts"], rows["ends"] - np.timedelta64(1, "D"), first, last)
        foster, homes = np.isin(rows["place"], FOSTER), np.isin(rows["place"], HOMES)
        which = np.flatnonzero((days > 0) & (foster | homes))
        home = homes[which]
        units = days[which] / 7
        varied = np.where(
            home, 0.7 + 0.6 * ((rows["child"][which] * 37 % 100) / 100), 0.9 + 0.2 * (rows["child"][which] % 10) / 10
        )
        price = np.where(home, CHILDRENS_HOME_PRICE, FOSTER_PRICE) * varied * price_index(np.array([first]))[0]
        service = np.where(home, SERVICES.index("children's homes"), SERVICES.index("foster care"))
        own = rows["place"][which] != 3
        return bought(
            self.children["team"][rows["child"][which]],
            service,
            CHILDREN,
            np.where(own & ~home, OWN_COUNCIL, INDEPENDENT),
            -1,
            units,
            units * price,
        )


def overlap(starts, ends, first, last):
    """Days of each span in a month, both ends counted."""
    return np.maximum((np.minimum(ends, last) - np.maximum(starts, first)).astype(int) + 1, 0)
