"""What a user group cost beside what came of it: its own figures, year by year, and no cause claimed."""

from datetime import date

import pytest

import app as web
from dashboard.scorecard import ask
from layouts.parts.money.group import costs_of

MONTH = date(2026, 9, 1)
GROUP = "Physical support"


@pytest.fixture
def client(mini):
    return web.serving(mini.store).server.test_client()


def test_a_user_group_has_what_was_paid_for_each_person_and_no_cause_is_claimed(client, cursor):
    text = client.get(f"/money/line?unit=westmarch&group={GROUP.replace(' ', '+')}").text
    section = text[text.index('id="effects-title"') :].split("</section>")[0]
    assert "does not show that it moved because of the other" in section
    (paid,), (people,) = (
        cursor.execute(sql, [GROUP]).fetchone()
        for sql in (
            "select cast(sum(actual) as double) from cube.line_months where unit = 'westmarch' and cut = 'user_group'"
            " and line = ? and month between '2025-10-01' and '2026-09-01'",
            "select sum(people) from cube.demand where unit = 'westmarch' and user_group = ? and month = '2026-09-01'",
        )
    )
    assert f"£{round(paid / people):,}</td>" in section
    assert "slice=user_group" in section


def test_a_measure_beside_the_cost_of_a_group_is_that_of_the_people_of_the_group(cursor):
    found = ask(cursor, "money_effects_of_group", unit="westmarch", month=MONTH, user_group=GROUP)
    at = {key: value for key, month, value in found if month == MONTH and value is not None}
    assert at
    for key, value in at.items():
        (own,) = cursor.execute(
            "select cast(cells.numerator / cells.denominator as double) from cube.cells"
            " join about.measures on key = measure and measures.basis = cells.basis where measure = ?"
            " and unit = 'westmarch' and month = ? and slice = 'user_group' and slice_value = ?",
            [key, MONTH, GROUP],
        ).fetchone()
        assert value in (pytest.approx(own), pytest.approx(own * 100))


def test_a_measure_that_is_not_broken_down_by_group_and_a_share_of_few_people_are_left_out(cursor):
    (fewest,) = cursor.execute("select fewest from about.settings").fetchone()
    for group in (GROUP, "Sensory support"):
        for key, month, value in ask(cursor, "money_effects_of_group", unit="westmarch", month=MONTH, user_group=group):
            (kind, size) = cursor.execute(
                "select kind, cells.denominator from cube.cells join about.measures on key = measure"
                " and measures.basis = cells.basis where measure = ?"
                " and unit = 'westmarch' and month = ? and slice = 'user_group' and slice_value = ?",
                [key, month, group],
            ).fetchone()
            assert kind == "count" or (value is None) == (size < fewest)


def test_a_group_counted_in_one_unit_has_the_cost_of_one_and_a_mixed_one_has_not():
    row = {"month": MONTH, "paid": 1200.0, "paid_for_units": 900.0, "units": 30.0, "counted_in": "weeks", "people": 4}
    one = list(costs_of([row], [date(2025, 9, 1), MONTH]))
    assert [(cost["title"], cost["values"]) for cost in one] == [
        ("What a week cost", ["–", "£30"]),
        ("Paid for each person supported", ["–", "£300"]),
    ]
    (mixed,) = costs_of([{**row, "counted_in": None}], [MONTH])
    assert mixed["title"] == "Paid for each person supported"
