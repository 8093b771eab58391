"""A real return of looked-after children, loaded as it is: its numbers against a plain count over the file itself."""

import csv
from datetime import date, datetime, timedelta

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


def rows_of(name):
    path = COUNCIL.parent.parent.parent / "shared" / "data" / "ssda903" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def found(home, measure, month="2018-03"):
    with Store(home).snapshot().cursor() as cursor:
        one = value(cursor, measure, month=month)
    return one.numerator, one.denominator


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


def all_year(children):
    """The children looked after without a break from 1 April to 31 March, day by day."""
    for child, episodes in children.items():
        day = date(2017, 4, 1)
        while day <= YEAR_END and second_children.is_looked_after(episodes, day):
            day += timedelta(1)
        if day > YEAR_END:
            yield child


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("looked_after_health_assessments", "HEALTH_ASSESSMENT"),
        ("looked_after_dental_checks", "TEETH_CHECK"),
        ("looked_after_immunisations", "IMMUNISATIONS"),
    ],
)
def test_health_is_counted_of_the_children_looked_after_all_year(returned, measure, column):
    home, children = returned
    said = {row["CHILD"]: row[column] == "1" for row in rows_of("oc2")}
    there = list(all_year(children))
    assert found(home, measure) == (sum(said[child] for child in there), len(there))
    assert len(there) > 20


def test_care_leavers_are_counted_as_the_return_lists_them(returned):
    rows = [row for row in rows_of("oc3") if row["IN_TOUCH"] != "DIED"]
    counted = [
        sum(row["IN_TOUCH"] == "YES" for row in rows),
        sum(row["ACTIV"][0] in "FP" for row in rows),
        sum(row["ACCOM"][0].isalpha() and row["ACCOM"][1:] == "1" for row in rows),
    ]
    measures = ("care_leavers_in_touch", "care_leavers_learning_or_working", "care_leavers_settled")
    people = len({row["CHILD"] for row in rows})
    assert [found(returned[0], measure) for measure in measures] == [(n, people) for n in counted]


def test_times_missing_and_children_who_came_alone_are_those_of_the_return(returned):
    home, children = returned
    times = {(row["CHILD"], row["MIS_START"]) for row in rows_of("missing")}
    in_year = [one for one in times if date(2017, 4, 1) <= day(one[1]) <= YEAR_END]
    there = {child for child, episodes in children.items() if second_children.is_looked_after(episodes, YEAR_END)}
    alone = [row for row in rows_of("uasc") if row["CHILD"] in there and (day(row["DUC"]) or date.max) > YEAR_END]
    assert found(home, "missing_from_care")[0] == len(in_year) > 0
    assert found(home, "unaccompanied_children")[0] == len(alone) > 0


def test_adoptions_are_over_the_children_looked_after_for_six_months(returned):
    home, children = returned
    since = date(2017, 9, 30)  # six months before 31 March, as months are counted
    long_enough = sum(
        all(second_children.is_looked_after(episodes, since + timedelta(n)) for n in range((YEAR_END - since).days + 1))
        for episodes in children.values()
    )
    assert found(home, "adoptions") == (len({row["CHILD"] for row in rows_of("ad1")}), long_enough)
