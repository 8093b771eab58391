"""A real return of looked-after children, loaded as it is: its numbers against a plain count over the file itself."""

import csv
from datetime import date, datetime

import pytest

from dashboard import intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from dashboard.values import value
from tests.conftest import COUNCIL
from tests.measures import second_children

YEAR_END = date(2018, 3, 31)
COLUMNS = {
    "child": "CHILD",
    "reason_new": "RNE",
    "legal_status": "LS",
    "placement": "PLACE",
    "placement_provider": "PLACE_PROVIDER",
    "placement_postcode": "PL_POST",
    "urn": "URN",
}


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    folder = COUNCIL.parent.parent.parent / "shared" / "data" / "ssda903"
    if not folder.exists():
        pytest.skip("the real return is not beside this checkout (../shared/data/ssda903)")
    home = Home(tmp_path_factory.mktemp("return") / "home")
    intake.load([folder], home, COUNCIL)
    build(home, COUNCIL)
    return home, episodes_in(folder / "episodes.csv")


def day(text):
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def episodes_in(path):
    """{child: episodes} read from the file by itself; the rows of a child that start on one day are one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            {
                **{name: line[header] or None for name, header in COLUMNS.items()},
                "start": day(line["DECOM"]),
                "end": day(line["DEC"]),
                "file": 1,
                "line": number,
            }
            for number, line in enumerate(csv.DictReader(file))
        ]
    return second_children.episodes_of(rows, {1: YEAR_END})


def test_the_children_looked_after_at_31_march_are_those_with_an_episode_open(returned):
    home, children = returned
    counted = sum(second_children.is_looked_after(episodes, YEAR_END) for episodes in children.values())
    with Store(home).snapshot().cursor() as cursor:
        assert value(cursor, "children_looked_after", month="2018-03").value == counted > 1000


def test_children_with_three_placements_are_those_with_three_new_carers_in_the_year(returned):
    home, children = returned
    there = [episodes for episodes in children.values() if second_children.is_looked_after(episodes, YEAR_END)]
    moved = sum(second_children.placements_in_year(episodes, YEAR_END) >= 3 for episodes in there)
    with Store(home).snapshot().cursor() as cursor:
        found = value(cursor, "placement_stability", month="2018-03")
    assert (found.numerator, found.denominator) == (moved, len(there))
    assert 0 < moved < len(there)


def test_the_return_does_not_speak_for_other_years(returned):
    home, _ = returned
    with Store(home).snapshot().cursor() as cursor:
        months = [month for (month,) in cursor.execute("select month from model.months order by 1").fetchall()]
        counted = [month for (month,) in cursor.execute("select distinct month from model.child_months").fetchall()]
    assert months == sorted(counted) and (months[0], months[-1]) == (date(2017, 4, 1), date(2018, 3, 1))
