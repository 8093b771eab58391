"""Five years of returns in one folder: each number of each year beside a plain count over that year's own files."""

from collections import Counter
from datetime import date

import pytest

from dashboard import intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from dashboard.values import value
from tests.conftest import COUNCIL
from tests.measures import second_903 as second

YEARS = range(2019, 2024)


@pytest.fixture(scope="module", params=[11, 12, pytest.param(13, marks=pytest.mark.slow)])
def five_years(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("five")
    children = list(second.lives(request.param, 400, date(2019, 4, 1), date(2024, 3, 31)))
    found = second.returns(children, YEARS)
    second.write(folder / "in", found, lambda table, year: f"{table}_{year}-{year + 1}.csv")
    home = Home(folder / "home")
    intake.load([folder / "in"], home, COUNCIL)
    build(home, COUNCIL)
    return Store(home), found


def at_march(year):
    return f"{year + 1}-03"


@pytest.mark.parametrize("year", YEARS)
def test_children_looked_after_with_their_ages_and_places(five_years, year):
    store, found = five_years
    tables, day = found[year], date(year + 1, 3, 31)
    with store.snapshot().cursor() as cursor:
        counted = value(cursor, "children_looked_after", month=at_march(year)).value
        rows = cursor.execute(
            "select age, placement from model.child_months where month = ?", [date(year + 1, 3, 1)]
        ).fetchall()
    assert counted == len(second.open_at(tables, day)) > 50
    assert Counter(age for age, _ in rows) == second.ages(tables, day)
    assert Counter(place for _, place in rows) == second.places(tables, day)


@pytest.mark.parametrize("year", YEARS)
def test_children_with_three_placements_in_the_year(five_years, year):
    store, found = five_years
    tables, first, day = found[year], date(year, 4, 1), date(year + 1, 3, 31)
    there = second.open_at(tables, day)
    moved = sum(second.placements(tables, child, first, day) >= 3 for child in there)
    with store.snapshot().cursor() as cursor:
        stability = value(cursor, "placement_stability", month=at_march(year))
    assert (stability.numerator, stability.denominator) == (moved, len(there)) and moved > 0


@pytest.mark.parametrize("year", YEARS)
def test_reviews_in_time(five_years, year):
    store, found = five_years
    counted = second.reviews_in_time(found, date(YEARS[0], 4, 1))[year]
    with store.snapshot().cursor() as cursor:
        reviews = value(cursor, "looked_after_reviews_in_time", month=at_march(year))
    assert (reviews.numerator, reviews.denominator) == counted and counted[0] < counted[1]
