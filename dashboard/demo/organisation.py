"""The units of Westmarch Council, the areas they serve and the people who live there."""

from dataclasses import dataclass

import numpy as np

from dashboard.demo import files

LOCALITIES = [
    "Northfield",
    "Eastgate",
    "Harbour",
    "Millbrook",
    "Riverside",
    "Southdown",
    "Castle Hill",
    "Oakmere",
    "Stonebridge",
    "Wexcombe",
    "Ashvale",
    "Brindley",
    "Copthorne",
    "Dunmoor",
    "Elmswell",
    "Fairholt",
    "Greyfriars",
    "Heathcote",
    "Kingsmere",
    "Longacre",
]
COMPASS = ["North", "East", "South", "West", "Central", "Coast", "Vale"]
FOUNDED = np.datetime64("2019-04-01", "D")
TRANSITIONS_MOVED = np.datetime64("2025-04-01", "D")

DIRECTORATES = [("adults", "Adult social care"), ("children", "Children's social care")]
SERVICES = [
    ("older-people", "Older people", "adults"),
    ("learning-disability", "Learning disability", "adults"),
    ("mental-health", "Mental health", "adults"),
    ("physical-sensory", "Physical and sensory support", "adults"),
    ("hospital-reablement", "Hospital and reablement", "adults"),
    ("referral-assessment", "Referral and assessment", "children"),
    ("family-support", "Family support", "children"),
    ("looked-after", "Looked after children", "children"),
]


@dataclass(frozen=True)
class Kind:
    """A kind of team: whom it belongs to and what its teams are called."""

    service: str
    prefix: str
    words: str
    peers: str


KINDS = {
    "older": Kind("older-people", "op", "{place}", "Older people teams"),
    "learning": Kind("learning-disability", "ld", "Learning disability {place}", "Working-age teams"),
    "transitions": Kind("learning-disability", "ld", "Transitions (14 to 25)", "Working-age teams"),
    "mental": Kind("mental-health", "mh", "Mental health {place}", "Working-age teams"),
    "physical": Kind("physical-sensory", "ps", "Physical support {place}", "Working-age teams"),
    "sensory": Kind("physical-sensory", "ps", "Sensory", "Working-age teams"),
    "hospital": Kind("hospital-reablement", "hr", "Hospital {place}", "Hospital and reablement teams"),
    "reablement": Kind("hospital-reablement", "hr", "Reablement {place}", "Hospital and reablement teams"),
    "assessment": Kind("referral-assessment", "ra", "Referral and assessment {place}", "Referral and assessment teams"),
    "family": Kind("family-support", "fs", "Family support {place}", "Family support teams"),
    "looked_after": Kind("looked-after", "la", "Looked after {place}", "Looked after teams"),
    "leaving": Kind("looked-after", "la", "Leaving care", "Looked after teams"),
    "fostering": Kind("children", "fo", "Fostering", "Looked after teams"),
}
ONE_OF_EACH = ("transitions", "sensory", "leaving", "fostering")


@dataclass(frozen=True)
class Team:
    key: str
    name: str
    kind: str
    parent: str
    peers: str
    areas: tuple


@dataclass(frozen=True)
class Organisation:
    teams: tuple
    localities: tuple  # area keys, in the order of the older people's teams

    def of_kind(self, *kinds):
        """The positions of the teams of these kinds."""
        return np.array([n for n, team in enumerate(self.teams) if team.kind in kinds])

    def position(self, key):
        return [team.key for team in self.teams].index(key)

    @property
    def keys(self):
        return [team.key for team in self.teams]

    def serving(self, kind):
        """For each locality, the position of the team of a kind that serves it."""
        return np.array(
            [next(n for n in self.of_kind(kind) if area in self.teams[n].areas) for area in self.localities]
        )


def slug(words):
    return words.lower().replace(" ", "-")


def organisation(size):
    names = LOCALITIES[: size.teams["older"]]
    areas = tuple(slug(name) for name in names)
    teams = []
    for kind in KINDS:
        teams += single_team(kind, areas) if kind in ONE_OF_EACH else teams_of(kind, size.teams[kind], names, areas)
    return Organisation(tuple(teams), areas)


def single_team(kind, areas):
    about = KINDS[kind]
    key = "fostering" if kind == "fostering" else f"{about.prefix}-{slug(about.words.split(' (')[0])}"
    return [Team(key, about.words, kind, about.service, about.peers, areas)]


def teams_of(kind, count, names, areas):
    """Teams that share the localities out among them, each named after its own or after a point of the compass."""
    about = KINDS[kind]
    places = names if kind == "older" else COMPASS[:count]
    role = slug(about.words.replace("{place}", "").strip())
    middle = f"{role}-" if kind in ("hospital", "reablement") else ""
    return [
        Team(
            f"{about.prefix}-{middle}{slug(place)}",
            about.words.format(place=place),
            kind,
            about.service,
            about.peers,
            tuple(area for n, area in enumerate(areas) if n * count // len(areas) == position),
        )
        for position, place in enumerate(places)
    ]


def unit_rows(org):
    """The rows of the organisation file: council, directorates, services, teams; the moved team has two."""
    rows = [("westmarch", "Westmarch Council", "council", None, None, None, "Chief Executive", FOUNDED, None)]
    for key, name in DIRECTORATES:
        rows.append((key, name, "directorate", "westmarch", None, None, f"Director of {name.lower()}", FOUNDED, None))
    for key, name, parent in SERVICES:
        rows.append((key, name, "service", parent, None, None, f"Head of {name.lower()}", FOUNDED, None))
    for team in org.teams:
        rows += team_rows(team)
    return rows


def team_rows(team):
    def row(parent, starts, ends):
        return (
            team.key,
            team.name,
            "team",
            parent,
            team.peers,
            "; ".join(team.areas),
            f"Team leader, {team.name}",
            starts,
            ends,
        )

    if team.kind != "transitions":
        return [row(team.parent, FOUNDED, None)]
    eve = TRANSITIONS_MOVED - np.timedelta64(1, "D")
    return [row("family-support", FOUNDED, eve), row(team.parent, TRANSITIONS_MOVED, None)]


def parent_on(team, month):
    """The key of the unit above a team in a month."""
    if team.kind == "transitions" and month < TRANSITIONS_MOVED.astype("datetime64[M]"):
        return "family-support"
    return team.parent


def write_organisation(out, org):
    columns = list(zip(*unit_rows(org), strict=True))
    names = ["unit", "name", "level", "parent", "peers", "area", "leader", "starts", "ends"]
    dates = {"starts", "ends"}
    files.write(
        out / "organisation.csv",
        "organisation",
        {
            name: np.array(values, "datetime64[D]") if name in dates else list(values)
            for name, values in zip(names, columns, strict=True)
        },
    )


AGES = np.arange(91)  # the last stands for 90 and over


def age_curve():
    """An invented share of people at each year of age, with the shape of an English council's."""
    curve = np.interp(
        AGES,
        [0, 5, 12, 19, 23, 32, 45, 52, 58, 66, 76, 84, 89],
        [0.0102, 0.0112, 0.0120, 0.0112, 0.0116, 0.0132, 0.0126, 0.0136, 0.0139, 0.0112, 0.0100, 0.0060, 0.0028],
    )
    curve[90] = 0.0105
    return curve / curve.sum()


ESTIMATED = 2026  # the last year whose people are estimated; those after it are projected


def growing_older(years):
    """How many times its people of 2026 each year of age has in a year to come: fewer children, many more very old.

    Invented as the council is, with the shape that projections for English councils have; 1 in every year up to 2026.
    """
    yearly = np.interp(AGES, [0, 17, 30, 60, 70, 80, 85, 90], [-0.6, -0.3, -0.2, 0.0, 1.0, 1.8, 3.0, 3.4])
    ahead = np.maximum(years - ESTIMATED, 0)
    return (1 + yearly / 100) ** ahead[:, None]


def write_population(out, size, org, rng):
    years = np.arange(2021, 2031)
    shares = rng.uniform(0.8, 1.25, len(org.localities))
    area_people = size.population * shares / shares.sum()
    growth = 1 + 0.006 * (np.minimum(years, ESTIMATED) - 2024)
    women = np.interp(AGES, [0, 60, 90], [0.49, 0.51, 0.66])
    sexes = np.stack([women, 1 - women])
    tilt = 1 + rng.normal(0, 0.04, (len(area_people), 91))
    people = np.rint(
        area_people[:, None, None, None]
        * growth[None, :, None, None]
        * sexes[None, None]
        * growing_older(years)[None, :, None, :]
        * (age_curve() * tilt)[:, None, None, :]
    ).astype(int)
    area, year, sex, age = (index.ravel() for index in np.indices(people.shape))
    names = LOCALITIES[: len(org.localities)]
    files.write(
        out / "population.csv",
        "population",
        {
            "area": np.array(org.localities)[area],
            "area_name": np.array(names)[area],
            "year": years[year],
            "sex": np.array(["Female", "Male"])[sex],
            "age": np.array([*map(str, AGES[:-1]), "90+"])[age],
            "persons": people.ravel(),
        },
    )
