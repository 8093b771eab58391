"""Who provides care: agencies for support at home, care homes, and the regulator's ratings of them. All invented."""

from dataclasses import dataclass

import numpy as np

from dashboard.demo import files
from dashboard.demo.rows import choose
from dashboard.demo.stories import ROTA_PROVIDER

AGENCY_NAMES = [
    "Westmarch Home Support",
    "Aldwick Care",
    ROTA_PROVIDER,
    "Larkrise Homecare",
    "Fernhill Care at Home",
    "Saltmarsh Support",
    "Orchard Lane Care",
    "Beacon Community Care",
    "Whitestone Homecare",
    "Greenacre Support",
    "Tidewater Care",
    "Hazelmere at Home",
    "Pennant Homecare",
    "Kestrel Community Support",
    "Rowan Tree Care",
    "Meadowbank Support",
    "Silverdale Homecare",
    "Longford Care",
    "Heron Court Homecare",
    "Applegarth Support",
    "Stillwater Care",
    "Marlowe Homecare",
]
HOME_WORDS = [
    "Elm",
    "Beech",
    "Willow",
    "Cedar",
    "Linden",
    "Hawthorn",
    "Maple",
    "Laurel",
    "Chestnut",
    "Alder",
    "Poplar",
    "Juniper",
    "Holly",
    "Aspen",
]
HOME_KINDS = ["Court", "Lodge", "House", "Grange", "Manor", "Gardens", "View", "Hall", "Rise", "Croft"]
COUNCIL_OWN = 0
AGENCY_SHARES = (0.60, 0.28, 0.12)  # of a locality's people: its main agency, its second, the council's own
RATINGS = ["Outstanding", "Good", "Requires improvement", "Inadequate"]


@dataclass(frozen=True)
class Providers:
    agencies: list
    main: np.ndarray  # for each locality
    second: np.ndarray
    homes: list
    council_homes: int  # the first so many are the council's own

    @property
    def names(self):
        return [*self.homes, *self.agencies]

    @property
    def locations(self):
        return [f"1-9{n:07d}" for n in range(len(self.names))]

    def agency_sector(self, agency):
        return np.where(agency == COUNCIL_OWN, "Council", "Independent")

    def home_sector(self, home):
        return np.where(home < self.council_homes, "Council", "Independent")


def providers(size, org):
    """Agencies with a locality each; Eastgate's main one is the one whose rota changes."""
    count = len(org.localities)
    agencies = AGENCY_NAMES[: count + 2]
    main = 1 + np.arange(count)
    second = 1 + (np.arange(count) + 2) % (count + 1)
    second = np.where(agencies_are(agencies, second, ROTA_PROVIDER), count + 1, second)
    homes = [f"{word} {kind}" for kind in HOME_KINDS for word in HOME_WORDS][: size.care_homes]
    return Providers(agencies, main, second, homes, max(1, size.care_homes // 10))


def agencies_are(agencies, index, name):
    return np.array(agencies)[index] == name


def assign(packages, adults, found, rng):
    """Give each package its agency and its care home; a person stays with them."""
    count = len(adults["starts"])
    locality = adults["locality"]
    which = choose(rng, AGENCY_SHARES, count)
    agency = np.select([which == 0, which == 1], [found.main[locality], found.second[locality]], COUNCIL_OWN)
    home = rng.integers(0, len(found.homes), count)
    packages["agency"] = agency[packages["person"]]
    packages["home"] = home[packages["person"]]


def write_ratings(out, found, rng):
    """A rating for each location, overall and by the regulator's five questions."""
    domains = ["Overall", "Safe", "Effective", "Caring", "Responsive", "Well-led"]
    count = len(found.names)
    place = np.repeat(np.arange(count), len(domains))
    rating = np.repeat(choose(rng, [0.04, 0.78, 0.16, 0.02], count), len(domains))
    milder = rng.random(len(place)) < 0.12
    rating = np.where(milder & (np.tile(np.arange(len(domains)), count) > 0), np.clip(rating - 1, 0, 3), rating)
    home = place < len(found.homes)
    published = np.datetime64("2022-05-01") + rng.integers(0, 1_500, count)
    files.write(
        out / "provider_ratings.csv",
        "provider_ratings",
        {
            "location": np.array(found.locations)[place],
            "location_name": np.array(found.names)[place],
            "care_home": np.array(["N", "Y"])[home.astype(int)],
            "category": np.array(["Community based adult social care services", "Residential social care"])[
                home.astype(int)
            ],
            "postcode": np.array([f"WM{1 + n % 9} 1AA" for n in range(count)])[place],
            "authority": np.full(len(place), "Westmarch"),
            "service": np.full(len(place), "Overall"),
            "domain": np.tile(domains, count),
            "rating": np.array(RATINGS)[rating],
            "published": published[place],
            "provider": np.array([f"1-8{n:07d}" for n in range(count)])[place],
            "provider_name": np.array(found.names)[place],
        },
    )
