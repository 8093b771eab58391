"""The adults whom the council supports: who they are, which team holds them and from when to when."""

from dataclasses import dataclass

import numpy as np

from dashboard.demo.rows import choose, no_date, stack
from dashboard.demo.sizes import LAST_DAY
from dashboard.demo.stories import MEMORY_CASES_MOVED

GROUPS = [
    "Physical support",
    "Sensory support",
    "Memory and cognition",
    "Learning disability",
    "Mental health",
    "Social support",
    "Children",
]
PHYSICAL, SENSORY, MEMORY, LEARNING, MENTAL, SOCIAL, CHILDREN = range(7)
MEMORY_MOVED, PHYSICAL_MOVED = 0.85, 0.55  # of those concerned
MOST_YEARS_BEFORE = 12 * 365
ENDINGS = ["death", "moved", "planned", "other", "self-funded"]


@dataclass(frozen=True)
class Stratum:
    """People of one need at one kind of team: their share of everyone with a service, and how long they stay."""

    kind: str
    group: int
    share: float
    months: float
    ages: tuple  # youngest, usual, oldest
    dying: float  # share of endings that are deaths


STRATA = [
    Stratum("older", PHYSICAL, 0.345, 30, (65, 84, 104), 0.58),
    Stratum("older", MEMORY, 0.165, 26, (65, 85, 104), 0.66),
    Stratum("older", SOCIAL, 0.030, 28, (65, 80, 98), 0.40),
    Stratum("older", SENSORY, 0.035, 40, (65, 82, 100), 0.50),
    Stratum("learning", LEARNING, 0.125, 160, (18, 40, 80), 0.35),
    Stratum("transitions", LEARNING, 0.018, 42, (18, 19, 24), 0.02),
    Stratum("mental", MENTAL, 0.100, 44, (18, 44, 80), 0.15),
    Stratum("mental", SOCIAL, 0.010, 24, (18, 38, 64), 0.10),
    Stratum("physical", PHYSICAL, 0.085, 54, (18, 54, 64), 0.25),
    Stratum("physical", SENSORY, 0.008, 60, (18, 50, 64), 0.15),
    Stratum("sensory", SENSORY, 0.005, 60, (18, 48, 64), 0.10),
]
MANY_SENSORY = 18  # the sensory team stays too small to judge, whatever the council's size


def stock_of(stratum, size):
    wanted = size.people * stratum.share
    return min(wanted, MANY_SENSORY) if stratum.kind == "sensory" else wanted


def supported_adults(size, org, rng):
    """A row for each adult with long-term support: stratum, locality, team and the dates of the support."""
    parts = [people_of(number, stratum, size, rng) for number, stratum in enumerate(STRATA)]
    adults = stack(parts)
    count = len(adults["starts"])
    adults["locality"] = rng.integers(0, len(org.localities), count)
    adults["team"] = home_team(org, adults)
    adults["moved"] = no_date(count)
    adults["team_after"] = adults["team"].copy()
    move_memory_cases(adults, org, rng)
    order = np.lexsort((adults["stratum"], adults["starts"]))
    return {name: values[order] for name, values in adults.items()}


def people_of(number, stratum, size, rng):
    """Those supported when the data begins, and those who come later at the rate that keeps the number steady."""
    stock = max(round(stock_of(stratum, size)), 2)
    days = stratum.months * 30.4
    window = (LAST_DAY - size.first_day).astype(int)
    arriving = rng.poisson(stock / days * window)
    before = np.minimum(rng.exponential(days, stock), MOST_YEARS_BEFORE).astype(int) + 1
    starts = np.concatenate([size.first_day - before, size.first_day + rng.integers(0, window, arriving)])
    settled = np.concatenate([np.zeros(stock, int), np.full(arriving, 14)])
    lasting = np.maximum(rng.exponential(days, stock + arriving).astype(int), settled)
    ends = np.concatenate([size.first_day + lasting[:stock], starts[stock:] + lasting[stock:]])
    count = stock + arriving
    return {
        "stratum": np.full(count, number),
        "kind": np.full(count, stratum.kind),
        "group": np.full(count, stratum.group),
        "starts": starts,
        "ends": ends,
        "ending": endings(stratum, count, rng),
        "birth": births(stratum, starts, rng),
        "new": np.arange(count) >= stock,
    }


def endings(stratum, count, rng):
    alive = 1 - stratum.dying
    return choose(rng, [stratum.dying, alive * 0.12, alive * 0.5, alive * 0.23, alive * 0.15], count)


def births(stratum, starts, rng):
    """Dates of birth; those who have long been supported were younger when it began, so age is set at the start."""
    ages = rng.triangular(*stratum.ages, len(starts))
    return starts - (ages * 365.25).astype("timedelta64[D]") - rng.integers(1, 300, len(starts))


def home_team(org, adults):
    team = np.zeros(len(adults["starts"]), int)
    for kind in np.unique(adults["kind"]):
        mine = adults["kind"] == kind
        team[mine] = org.serving(str(kind))[adults["locality"][mine]]
    return team


def move_memory_cases(adults, org, rng):
    """The planted change of mix: Harbour and the teams beside it exchange people with dementia for others."""
    harbour = org.localities.index("harbour")
    beside = [n for n in (harbour - 1, harbour + 1) if n < len(org.localities)]
    team_of, lives, chance = org.serving("older"), adults["locality"], rng.random(len(adults["locality"]))
    older = adults["kind"] == "older"
    comes = older & (adults["group"] == MEMORY) & np.isin(lives, beside) & (chance < MEMORY_MOVED)
    goes = older & (adults["group"] == PHYSICAL) & (lives == harbour) & (chance < PHYSICAL_MOVED)
    adults["team_after"][comes] = team_of[harbour]
    adults["team_after"][goes] = team_of[np.resize(beside, goes.sum())]
    later = (comes | goes) & (adults["starts"] >= MEMORY_CASES_MOVED)
    moving = (comes | goes) & ~later & (adults["ends"] >= MEMORY_CASES_MOVED)
    adults["team"][later] = adults["team_after"][later]
    adults["moved"][moving] = MEMORY_CASES_MOVED


def team_on(adults, person, days):
    """The team of each person (a position) on each day."""
    moved = adults["moved"][person] <= days  # false where there was no move
    return np.where(moved, adults["team_after"][person], adults["team"][person])
