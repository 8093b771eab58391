"""The plan of each financial year: the budget, the activity agreed with it, and what its holders expect of the year.

Original, revised and forecast are for the whole year; profiled and commitment run from its April to the month. Budget
and agreed units have one shape over the year: bought care goes by days, for demand here has no season of its own, and
pay goes by months.
"""

import numpy as np

from dashboard.demo import files
from dashboard.demo.activity import COUNTED_IN, SECTORS, SERVICES
from dashboard.demo.money import CARE_MANAGEMENT, key_of, money, parts_of
from dashboard.demo.people import GROUPS
from dashboard.demo.rows import named, pick, stack
from dashboard.demo.sizes import financial_year, months_of, year_label
from dashboard.demo.stories import FEWER_HOURS, PLAN_SHORT, PLAN_SHORT_FROM, PLAN_SHORT_SERVICE, PLAN_SHORT_UNIT

HOME_CARE = SERVICES.index("home care")
REVISED_FROM = 7  # months into the year
HOLDS_BACK = (0.003, 0.012)  # of what is left of the year: some holders keep a reserve, others hope


def months_of_year(year):
    return np.arange(np.datetime64(f"{year}-04", "M"), np.datetime64(f"{year + 1}-04", "M"))


def shares(year, service):
    """The share of a year that falls in each of its twelve months, a row for each service given."""
    months = months_of_year(year)
    days = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(int)
    return np.where((service == CARE_MANAGEMENT)[:, None], 1 / 12, days / days.sum())


def write_budget(out, size, org, centres, spent, rng):
    """A file for each financial year, with a row for each cost centre and month; `spent` is by centre and month.

    Gives the original budget of each cost centre by year.
    """
    months, keys = months_of(size), np.array(list(centres))
    team, service, _ = parts_of(keys)
    bias = rng.normal(*HOLDS_BACK, len(org.teams))[team]
    years, originals = financial_year(months), {}
    for year in np.unique(years):
        mine = years == year
        share, seen = shares(year, service), np.isin(months_of_year(year), months[mine])
        outturn = spent[:, mine].sum(axis=1) / share[:, seen].sum(axis=1)
        revised = np.round(outturn / (1 + variances(org, keys, year, rng)), -2)
        moved = np.where(rng.random(len(keys)) < 0.2, rng.normal(0, 0.015, len(keys)), 0)
        original = originals[year] = np.round(revised / (1 + moved), -2)
        number = np.flatnonzero(seen) + 1
        standing = np.where(number >= REVISED_FROM, revised[:, None], original[:, None])
        columns = {
            "cost_centre": named(list(centres.values()), np.repeat(np.arange(len(keys)), mine.sum())),
            "subjective": named(
                ["Employees", "Third Party Payments"], np.repeat(service != CARE_MANAGEMENT, mine.sum())
            ),
            "month": np.tile(months[mine].astype(str), len(keys)),
            "original": money(np.repeat(original, mine.sum())),
            "revised": money(standing.ravel()),
            "profiled": money((standing * np.cumsum(share, axis=1)[:, seen]).ravel()),
            "commitment": money(commitments(spent[:, mine], rng).ravel()),
            "forecast": money(declared(spent[:, mine], standing, share, number, bias).ravel()),
        }
        files.write(out / "budget" / f"budget-{year_label(year)}.csv", "budget", columns)
    return originals


def variances(org, keys, year, rng):
    """How far a year ends from its budget: by a few per cent, partly a whole service; children's homes by more."""
    team, service, _ = parts_of(keys)
    of_team = rng.normal(0.003, 0.012, len(org.teams))[team]
    of_service = rng.normal(0, 0.01, len(SERVICES))[service]
    variance = np.clip(of_team + of_service + rng.normal(0, 0.018, len(keys)), -0.045, 0.045)
    variance = np.where(service == SERVICES.index("children's homes"), 0.085 + rng.normal(0, 0.01, len(keys)), variance)
    older = np.isin(team, org.of_kind("older")) & (service == HOME_CARE)
    planted = older & (year >= int(financial_year(FEWER_HOURS)))
    return np.where(planted, rng.normal(0.001, 0.004, len(keys)), variance)


def commitments(spent, rng):
    """What is on order or paid since April, as the order book has it."""
    return np.cumsum(spent * (1 + rng.normal(0.004, 0.012, spent.shape)), axis=1)


def declared(spent, standing, share, number, bias):
    """What each holder says at the end of each month that the year will come to, in hundreds of pounds.

    What was paid since April stands; the months left are taken to cost what their budget says and, the more months were
    seen the more, what the months so far did. A column sees no spending of a later one. Months before the first column
    are taken to have cost their budget.
    """
    paid, seen = np.cumsum(spent, axis=1), np.cumsum(share[:, number - 1], axis=1)
    before, so_far = share[:, : number[0] - 1].sum(axis=1, keepdims=True), np.cumsum(share, axis=1)[:, number - 1]
    believed = (1 - number / 12) * standing + number / 12 * paid / seen
    left = np.maximum(1 - so_far, 0)
    return np.round(before * standing + paid + left * believed * (1 + bias[:, None]), -2)


def write_agreed(out, size, org, rows_by_month, budgets, rng):
    """Units agreed with the budget, for every month of each financial year, even those still to come.

    `budgets` gives the original budget by year and key of a cost centre.
    """
    months = months_of(size)
    years = financial_year(months)
    for year in np.unique(years):
        mine = np.flatnonzero(years == year)
        rows = stack([rows_by_month[n] for n in mine])
        rows = pick(rows, np.isin(rows["service"], [SERVICES.index(name) for name in COUNTED_IN]) & (rows["units"] > 0))
        keys, place = np.unique(key_of(rows) * 2 + rows["sector"], return_inverse=True)
        share = shares(year, parts_of(keys // 2)[1])
        seen = share[:, np.isin(months_of_year(year), months[mine])].sum(axis=1)
        agreed = np.bincount(place, rows["units"]) / seen * level_agreed(org, keys // 2, year, rng)
        prices = agreed_prices(org, keys // 2, agreed, budgets[year], year)
        write_agreed_year(out, org, year, keys, agreed[:, None] * share, prices)


def agreed_prices(org, keys, agreed, budget, year):
    """What a unit is to cost: the budget over its units, to the penny, but for the plan that is short."""
    _, place = np.unique(keys, return_inverse=True)
    price = np.array([budget[key] for key in keys.tolist()]) / np.bincount(place, agreed)[place]
    team, service, _ = parts_of(keys)
    short = (unit_of(org) == PLAN_SHORT_UNIT)[team] & (service == SERVICES.index(PLAN_SHORT_SERVICE))
    return np.round(price * np.where(short & (year >= PLAN_SHORT_FROM), 1 - PLAN_SHORT, 1), 2)


def unit_of(org):
    """The service unit above each team."""
    return np.array([team.parent for team in org.teams])


def level_agreed(org, keys, year, rng):
    """What was agreed beside what was delivered; in the planted year more home care was agreed than is bought."""
    team, service, _ = parts_of(keys)
    level = np.clip(1 + rng.normal(0.004, 0.02, len(keys)), 0.95, 1.05)
    short = np.isin(team, org.of_kind("older")) & (service == HOME_CARE) & (year >= int(financial_year(FEWER_HOURS)))
    return np.where(short, 1 / 0.885, level)


def write_agreed_year(out, org, year, keys, agreed, prices):
    """A row for each unit, service, need, sector and month."""
    team, service, group = parts_of(keys // 2)
    cell, month = (index.ravel() for index in np.indices(agreed.shape))
    files.write(
        out / "agreed_activity" / f"agreed-{year_label(year)}.csv",
        "agreed_activity",
        {
            "unit": named(org.keys, team[cell]),
            "service": named(SERVICES, service[cell]),
            "user_group": named(GROUPS, group[cell]),
            "sector": named(SECTORS, (keys % 2)[cell]),
            "month": months_of_year(year).astype(str)[month],
            "counted_in": named([COUNTED_IN.get(name, "") for name in SERVICES], service[cell]),
            "agreed": np.round(agreed.ravel(), 2),
            "price": money(prices[cell]),
        },
    )
