"""Forecasts of user groups are those of the services, shared out: every cut and every unit gives one answer."""

from collections import defaultdict
from datetime import date

import pytest

from dashboard.money import forecast, shares

SEPTEMBER = date(2026, 9, 1)
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


def test_what_is_to_come_for_a_service_is_shared_as_its_last_three_months_were():
    """Home care: old 300 and young 100 in three months, £40 to come. Fostering is the young's alone, £10 to come."""
    paid = {
        ("home care", "Old"): {JULY: 100, AUGUST: 100, SEPTEMBER: 100, date(2026, 4, 1): 500},
        ("home care", "Young"): {JULY: 100},
        ("fostering", "Young"): {SEPTEMBER: 60},
    }
    spent = defaultdict(lambda: defaultdict(float), {pair: defaultdict(float, of) for pair, of in paid.items()})
    found = shares.shared({"home care": 40, "fostering": 10}, spent, {("Old", SEPTEMBER): 900}, SEPTEMBER)
    assert found["Old"] == forecast.Forecast(commitment=830, straight=1600, declared=900, paid=800)
    assert found["Young"] == forecast.Forecast(commitment=180, straight=320, declared=None, paid=160)


@pytest.mark.parametrize("unit", ["westmarch", "adults", "older-people", "op-northfield"])
def test_both_cuts_come_to_the_same_by_march(cursor, unit):
    services, groups = (shares.outlook(cursor, unit, SEPTEMBER, by) for by in ("service", "user_group"))
    for word in ("commitment", "straight", "paid"):
        whole = sum(getattr(one, word) for one in services.lines.values())
        assert sum(getattr(one, word) for one in groups.lines.values()) == pytest.approx(whole), word
    assert groups.whole == services.whole


def test_children_are_carried_to_the_same_at_the_council_and_at_their_directorate(cursor):
    council = shares.outlook(cursor, "westmarch", SEPTEMBER, "user_group").lines["Children"]
    children = shares.outlook(cursor, "children", SEPTEMBER, "user_group").lines["Children"]
    assert council.commitment == pytest.approx(children.commitment)
    assert children.commitment == pytest.approx(forecast.outlook(cursor, "children", SEPTEMBER).whole.commitment)


def test_forecasts_of_past_years_are_shared_by_what_was_known_then(cursor):
    found = shares.outlook(cursor, "westmarch", SEPTEMBER, "user_group")
    services = {(one.year, one.number): 0 for one in found.past}
    for one in forecast.outlook(cursor, "westmarch", SEPTEMBER).past:
        services[one.year, one.number] += one.outturn
    for key, outturn in services.items():
        mine = [one for one in found.past if (one.year, one.number) == key]
        assert sum(one.outturn for one in mine) == pytest.approx(outturn)
        assert all(one.forecast.paid <= one.outturn for one in mine if one.line != "Not known")
