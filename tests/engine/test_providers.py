"""What is known of providers, against the money page, the rows themselves and the files as they came."""

import csv
from collections import Counter
from datetime import date

import pytest

from dashboard import providers
from dashboard.asking import ask_dicts
from dashboard.money.months import april

MONTH = date(2026, 9, 1)


@pytest.fixture(scope="module")
def snapshot(mini):
    return mini.store.snapshot()


def listed(cursor, unit):
    return {one.name: one for one in providers.listed(cursor, unit, MONTH) if one.is_ours}


@pytest.mark.parametrize("unit", ["westmarch", "op-eastgate"])
def test_what_a_provider_was_paid_and_what_one_cost_are_the_money_page_s(cursor, snapshot, unit):
    for name, one in listed(cursor, unit).items():
        found = providers.provider(snapshot, name, unit, MONTH)
        for row in found.services:
            asked = {"unit": unit, "first": april(MONTH), "month": MONTH, "service": row["service"]}
            (money,) = [line for line in ask_dicts(cursor, "money_providers", **asked) if line["name"] == name] or [{}]
            for word in ("paid", "delivered", "paid_on_file", "delivered_before", "paid_on_file_before"):
                assert row[word] == money.get(word, 0), (name, row["service"], word)
        assert one.paid == sum(row["paid"] for row in found.services)
        if found.services[0]["delivered"]:
            assert one.cost == found.services[0]["cost"]


def test_people_are_those_of_the_rows(cursor):
    rows = cursor.execute(
        "select c.provider, c.service, c.person, c.unit from model.package_months as c where c.month = ? and"
        " c.in_force_at_end and c.provider is not null",
        [MONTH],
    ).fetchall()
    eastgate = {(provider, service, person) for provider, service, person, unit in rows if unit == "op-eastgate"}
    whole = {row[:3] for row in rows}
    for unit, expected in (("op-eastgate", eastgate), ("westmarch", whole)):
        counted = Counter(provider for provider, *_ in expected)
        assert {name: one.people for name, one in listed(cursor, unit).items() if one.people} == counted


def test_complaints_are_those_of_the_files_in_twelve_months(mini, cursor):
    said = []
    for path in sorted((mini.files / "feedback").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as lines:
            said += list(csv.DictReader(lines))
    about = {
        row["Reference"]: row
        for row in said
        if row["Kind"] == "Complaint" and row["Provider"] and "2025-10" <= _iso(row["Received"])[:7] <= "2026-09"
    }
    counted = Counter(row["Provider"] for row in about.values())
    upheld = Counter(row["Provider"] for row in about.values() if row["Outcome"] in ("Upheld", "Partly upheld"))
    found = {
        row["provider"]: row
        for row in ask_dicts(cursor, "provider_complaints", unit="westmarch", month=MONTH, provider=None)
    }
    assert {name: row["complaints"] for name, row in found.items()} == counted and counted
    assert {name: row["upheld"] for name, row in found.items() if row["upheld"]} == upheld


def _iso(day):
    return "-".join(reversed(day.split("/"))) if "/" in day else day


def test_a_place_belongs_to_whom_packages_name_by_its_number_its_name_or_who_runs_it(cursor):
    rated = {row["provider"]: row for row in ask_dicts(cursor, "provider_ratings")}
    assert {name for name, row in rated.items() if row["is_ours"]} == set(listed(cursor, "westmarch"))
    assert all(row["places"] == 1 and row["rating"] for row in rated.values())


def test_a_provider_s_measures_are_the_cells_of_its_slice_and_its_place_says_when_it_is_too_small(cursor, snapshot):
    root = "westmarch"
    found = {one.key: one for one in providers.measures(snapshot, cursor, "Calder Home Support", root, MONTH)}
    one = found["visits_outside_time"]
    numerator, denominator = cursor.execute(
        "select sum(len(list_filter(minutes_late, lambda late: abs(late) > 15)) + len(not_made)), sum(visits)"
        " from model.visit_months where provider = 'Calder Home Support' and month = ?",
        [MONTH],
    ).fetchone()
    assert one.row["value"] == pytest.approx(numerator / denominator * 100)
    assert one.row["denominator"] == denominator and one.past[1][-1] == pytest.approx(one.row["value"])
    assert (
        one.against
        == cursor.execute(
            "select value from cube.card_values where measure = 'visits_outside_time' and unit = ? and month = ?",
            [root, MONTH],
        ).fetchone()[0]
    )
    small = providers.measures(snapshot, cursor, "Fernhill Care at Home", root, MONTH)
    assert [one.point.verdict for one in small if one.key == "care_rated_good"] == ["too small"]
    assert providers.measures(snapshot, cursor, "Nobody", root, MONTH) == []
