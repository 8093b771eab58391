"""What each adult gets: packages of support one after another, and the road that led to them."""

from dataclasses import dataclass

import numpy as np

from dashboard.demo.people import GROUPS, STRATA, team_on
from dashboard.demo.rows import choose, pick, stack
from dashboard.demo.sizes import LAST_DAY, financial_year


@dataclass(frozen=True)
class Support:
    """A kind of support: its codes in the Client Level Data, and the word for it in budgets and agreements."""

    key: str
    service: str
    service_type: str
    component: str
    delivery: str
    frequency: str
    counted_in: str
    price: float  # in 2024-25, for one unit
    gap: float  # usual days until the package is changed


COMMUNITY = "Long term support: Community"
SUPPORTS = [
    Support(
        "home",
        "home care",
        COMMUNITY,
        "Home support or domiciliary care",
        "CASSR managed personal budget",
        "Hourly",
        "hours",
        22.0,
        420,
    ),
    Support(
        "residential",
        "residential and nursing",
        "Long term support: Residential care",
        "Long term residential care",
        "CASSR commissioned support",
        "Weekly",
        "weeks",
        868,
        20_000,
    ),
    Support(
        "nursing",
        "residential and nursing",
        "Long term support: Nursing care",
        "Long term nursing care",
        "CASSR commissioned support",
        "Weekly",
        "weeks",
        962,
        20_000,
    ),
    Support(
        "living",
        "supported living",
        COMMUNITY,
        "Community supported living",
        "CASSR managed personal budget",
        "Weekly",
        "weeks",
        1_185,
        700,
    ),
    Support("direct", "direct payments", COMMUNITY, "Direct payment", "Direct payment", "Weekly", "weeks", 318, 500),
    Support(
        "day", "day support", COMMUNITY, "Day support", "CASSR commissioned support", "Per session", "sessions", 58, 600
    ),
    Support(
        "equipment", "equipment", COMMUNITY, "Equipment", "CASSR commissioned support", "One-off", "items", 260, 900
    ),
    Support(
        "reablement",
        "reablement",
        "Short term support: ST-Max",
        "Reablement",
        "CASSR commissioned support",
        "Weekly",
        "weeks",
        392,
        20_000,
    ),
    Support(
        "carer",
        "",
        "Unpaid carer support: Direct to unpaid carer",
        "Other unpaid carer support",
        "CASSR commissioned support",
        "One-off",
        "",
        160,
        20_000,
    ),
]
HOME, RESIDENTIAL, NURSING, LIVING, DIRECT, DAY, EQUIPMENT, REABLEMENT, CARER = range(9)
YEARLY_PRICES = {2020: 0.83, 2021: 0.86, 2022: 0.92, 2023: 0.965, 2024: 1.0, 2025: 1.035, 2026: 1.068}
LEARNING_PRICE = 1.85  # a place in a home costs this much more where the need is a learning disability

#            home  resid nurs  living direct day   equipment     of those with support, by kind of team
STOCK_MIX = {
    "older": [0.50, 0.20, 0.08, 0.00, 0.10, 0.05, 0.07],
    "learning": [0.07, 0.17, 0.01, 0.40, 0.20, 0.15, 0.00],
    "transitions": [0.05, 0.05, 0.00, 0.30, 0.35, 0.25, 0.00],
    "mental": [0.22, 0.11, 0.02, 0.34, 0.17, 0.14, 0.00],
    "physical": [0.38, 0.06, 0.02, 0.06, 0.36, 0.06, 0.06],
    "sensory": [0.28, 0.00, 0.00, 0.06, 0.36, 0.12, 0.18],
}
NEWCOMERS_TO_HOMES = 0.33  # of the share above: most people enter a home after a time with support at home
TO_A_HOME = {"older": 0.13, "learning": 0.02, "mental": 0.05, "physical": 0.04}  # when a package at home changes
LONGEST_CHAIN = 9

VISITS_A_DAY = [0.34, 0.35, 0.15, 0.16]
DAYS_A_WEEK = [(0b1111111, 0.76), (0b0011111, 0.14), (0b0010101, 0.10)]
MINUTES = [(30, 0.64), (45, 0.25), (60, 0.11)]


def price_index(days):
    """What prices stand at in the financial year of each day; every price rises in April."""
    first = min(YEARLY_PRICES)
    return np.array(list(YEARLY_PRICES.values()))[np.clip(financial_year(days) - first, 0, len(YEARLY_PRICES) - 1)]


def price_in(base, days):
    """A price in 2024-25 as it is on a day, to the penny."""
    return np.round(base * price_index(days), 2)


def packages(size, adults, rng):
    """A row for each package: person, kind of support, first and last day, amounts a week and price."""
    chain = [*main_packages(size, adults, rng), day_support_beside(adults, rng)]
    rows = stack([part for part in chain if len(part["person"])])
    rows["locality"] = adults["locality"][rows["person"]]
    rows["group"] = adults["group"][rows["person"]]
    add_amounts(rows, rng)
    return pick(rows, np.lexsort((rows["support"], rows["starts"], rows["person"])))


def main_packages(size, adults, rng):
    count = len(adults["starts"])
    support = first_support(size, adults, rng)
    gaps = np.array([each.gap for each in SUPPORTS])
    begins = np.where(
        adults["new"],
        adults["starts"],
        np.maximum(adults["starts"], size.first_day - rng.exponential(gaps[support]).astype(int)),
    )
    for link in range(LONGEST_CHAIN):
        length = np.maximum(rng.exponential(gaps[support]), 21).astype(int)
        ends = np.minimum(begins + length, adults["ends"])
        if link == LONGEST_CHAIN - 1:
            ends = adults["ends"]
        there = (begins <= adults["ends"]) & (begins <= LAST_DAY)
        person = np.flatnonzero(there)
        yield {
            "person": person,
            "support": support[there],
            "starts": begins[there],
            "ends": ends[there],
            "changed": (ends < adults["ends"])[there],
            "link": np.full(len(person), link),
        }
        begins = np.where(there, ends + np.timedelta64(1, "D"), np.datetime64("2100-01-01"))
        support = next_support(adults, support, rng.random(count), rng.random(count))


def first_support(size, adults, rng):
    """The support each person begins with; few start in a care home, many are found there when the data begins."""
    support = np.zeros(len(adults["starts"]), int)
    for kind, mix in STOCK_MIX.items():
        for new in (False, True):
            mine = (adults["kind"] == kind) & (adults["new"] == new)
            shares = np.array(mix) * [size.home_support, 1, 1, 1, 1, 1, 1]
            shares[[RESIDENTIAL, NURSING]] *= NEWCOMERS_TO_HOMES if new else 1
            support[mine] = choose(rng, shares, mine.sum())
    return support


def next_support(adults, support, luck, kind_of_home):
    chance = np.array([TO_A_HOME.get(stratum.kind, 0.02) for stratum in STRATA])[adults["stratum"]]
    goes = np.isin(support, [HOME, EQUIPMENT, DAY]) & (luck < chance)
    after_equipment = (support == EQUIPMENT) & ~goes
    homes = np.where(kind_of_home < 0.72, RESIDENTIAL, NURSING)
    return np.where(goes, homes, np.where(after_equipment, HOME, support))


def day_support_beside(adults, rng):
    """Some people go to a day centre besides the support they get at home."""
    person = np.flatnonzero((rng.random(len(adults["starts"])) < 0.09) & (adults["starts"] + 60 < adults["ends"]))
    starts = adults["starts"][person] + rng.integers(20, 55, len(person))
    here = starts <= LAST_DAY
    person, starts = person[here], starts[here]
    ends = adults["ends"][person]
    return {
        "person": person,
        "support": np.full(len(person), DAY),
        "starts": starts,
        "ends": ends,
        "changed": np.zeros(len(person), bool),
        "link": np.full(len(person), 100),
    }


def add_amounts(rows, rng):
    """Units a week and price of a unit; for support at home also the weekly pattern of visits."""
    count = len(rows["person"])
    support = rows["support"]
    rows["slots"] = choose(rng, VISITS_A_DAY, count) + 1
    rows["weekdays"] = np.array([days for days, _ in DAYS_A_WEEK])[choose(rng, [s for _, s in DAYS_A_WEEK], count)]
    rows["minutes"] = np.array([minutes for minutes, _ in MINUTES])[choose(rng, [s for _, s in MINUTES], count)]
    days = np.bitwise_count(rows["weekdays"].astype(np.uint8))
    sessions = rng.integers(1, 5, count)
    rows["units"] = np.select(
        [support == HOME, support == DAY], [rows["slots"] * days * rows["minutes"] / 60, sessions], 1.0
    )
    base = np.array([each.price for each in SUPPORTS])[support]
    dearer = np.isin(support, [RESIDENTIAL, NURSING]) & (rows["group"] == GROUPS.index("Learning disability"))
    varied = np.where(support == HOME, 1, np.exp(rng.normal(0, 0.08, count)))
    rows["base_price"] = np.round(base * np.where(dearer, LEARNING_PRICE, 1) * varied, 2)


def teams_of(rows, adults, days):
    """The team that holds each row's person on a day."""
    return team_on(adults, rows["person"], days)
