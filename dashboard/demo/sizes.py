"""The sizes of the demo council, and its calendar."""

from dataclasses import dataclass

import numpy as np

LAST_MONTH = np.datetime64("2026-09", "M")
LAST_DAY = np.datetime64("2026-09-30", "D")


@dataclass(frozen=True)
class Size:
    """How large the invented council is. `people` have a service at any time; `form` is that of the bulky files."""

    name: str
    people: int
    children: int  # looked after at any time
    population: int
    months: int
    form: str  # csv or parquet
    teams: dict  # kind of team: how many
    home_support: float  # more or fewer people with home support than the mix of needs would give
    care_homes: int

    @property
    def first_month(self):
        return LAST_MONTH - (self.months - 1)

    @property
    def first_day(self):
        return self.first_month.astype("datetime64[D]")


MINI = Size(
    "mini",
    330,
    40,
    16_500,
    30,
    "csv",
    {
        "older": 3,
        "learning": 1,
        "mental": 1,
        "physical": 1,
        "hospital": 1,
        "reablement": 1,
        "assessment": 2,
        "family": 1,
        "looked_after": 1,
    },
    1.0,
    6,
)
TOWN = Size(
    "town",
    3_000,
    250,
    150_000,
    48,
    "csv",
    {
        "older": 6,
        "learning": 2,
        "mental": 3,
        "physical": 2,
        "hospital": 1,
        "reablement": 2,
        "assessment": 3,
        "family": 3,
        "looked_after": 2,
    },
    0.87,
    24,
)
COUNTY = Size(
    "county",
    25_000,
    1_500,
    1_250_000,
    60,
    "parquet",
    {
        "older": 20,
        "learning": 5,
        "mental": 6,
        "physical": 3,
        "hospital": 2,
        "reablement": 4,
        "assessment": 7,
        "family": 7,
        "looked_after": 6,
    },
    2.05,
    140,
)
SIZES = {size.name: size for size in (MINI, TOWN, COUNTY)}


def months_of(size):
    """The months of the data, first to last."""
    return np.arange(size.first_month, LAST_MONTH + 1)


def first_of(months):
    return months.astype("datetime64[D]")


def last_of(months):
    return (months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")


def financial_year(months):
    """The calendar year in which the financial year of each month begins."""
    return (months.astype("datetime64[M]") - 3).astype("datetime64[Y]").astype(int) + 1970


def year_label(year):
    """2024 becomes 2024-25."""
    return f"{year}-{(year + 1) % 100:02d}"


def age_on(birth, days):
    """Whole years, to the day but for leap days."""
    return ((days - birth).astype(int) / 365.25).astype(int)
